"""The words of the register of data processing, by the codes of the law room."""

from __future__ import annotations

from admin.tongue import marked as _

PROCESSINGS = {
    "processing_conversations": _("Messages exchanged with inhabitants"),
    "processing_questions": _("Questions to the commune"),
    "processing_formal_requests": _("Formal requests for information"),
    "processing_proposals": _("Proposals of the participatory budget"),
    "processing_vote": _("Vote"),
    "processing_roll": _("Roll of voters"),
    "processing_announcements": _("Announcements by message"),
    "processing_staff": _("Staff accounts"),
}
PURPOSES = {
    "purpose_answer_people": _("Answer the messages received"),
    "purpose_answer_questions": _("Answer questions and publish answers without names"),
    "purpose_serve_requests": _("Deal with requests in time"),
    "purpose_collect_proposals": _("Collect and study ideas"),
    "purpose_count_votes": _("Count votes and prove the count"),
    "purpose_check_right_to_vote": _("Check the right to vote"),
    "purpose_tell_news": _("Tell news to those who asked for it"),
    "purpose_run_panel": _("Manage access and keep a trace of acts"),
}
DATA = {
    "data_address": _("Phone number or messaging account"),
    "data_text": _("Text of messages"),
    "data_voice": _("Voice, heard by staff alone"),
    "data_language": _("Language of the channel"),
    "data_lesson_place": _("Place reached in a lesson"),
    "data_zone": _("Neighbourhood or village"),
    "data_name": _("Name"),
    "data_postal_address": _("Postal address"),
    "data_identity": _("Number or copy of an identity document"),
    "data_email": _("E-mail address"),
    "data_voter_pseudonym": _("Voter's pseudonym, without number or name"),
    "data_choices": _("Choices of the vote, encrypted"),
    "data_staff_acts": _("Acts of staff"),
}
RECIPIENTS = {
    "recipient_commune_staff": _("Authorised staff of the commune"),
    "recipient_message_carrier": _("Operator or service that carries messages"),
    "recipient_host": _("Host of the machine"),
    "recipient_public_without_names": _("The public, without names or numbers"),
}
MEASURES = {
    "measure_addresses_encrypted": _("Numbers are encrypted"),
    "measure_roles": _("Access by role"),
    "measure_audit_chain": _("Chained journal of acts"),
    "measure_off_sms": _("Documents never asked for by SMS"),
    "measure_ballots_encrypted": _("Ballots are encrypted"),
    "measure_key_apart": _("Key kept outside the database"),
    "measure_key_destroyed": _("Key destroyed after the appeals"),
    "measure_roll_hashed": _("Roll kept as keyed hashes"),
    "measure_opt_in_only": _("Messages only to those who asked"),
    "measure_signed_calls": _("Operators' calls are signed and checked"),
    "measure_second_factor": _("Second factor at sign-in"),
    "measure_encrypted_line": _("Encrypted connection (HTTPS)"),
    "measure_encrypted_backups": _("Encrypted backups"),
}
DUTIES = {
    "duty_prior_declaration": _("Declare the processing before it begins"),
    "duty_prior_authorisation": _("Be authorised before it begins"),
    "duty_authorise_sensitive": _("Have sensitive data authorised"),
    "duty_authorise_request_form": _("Have the request form authorised"),
    "duty_consent_to_unasked_sms": _("Have consent before any unasked SMS"),
    "duty_notify_political_sms": _("Notify any political SMS"),
    "duty_keep_confidential": _("Keep the data confidential"),
    "duty_secure": _("Secure the data"),
    "duty_protected_transfers": _("Send data only to a country that protects it"),
    "duty_language_is_sensitive": _("A person's language is sensitive data"),
    "duty_opinion_is_sensitive": _("An opinion is sensitive data"),
    "duty_phone_is_personal": _("A phone number is personal data"),
}
OPEN_POINTS = {
    "open_controller": _("Say who is responsible for the processing."),
    "open_contact": _("Give a contact for people's rights."),
    "open_retention": _("Decide how long each kind of data is kept."),
    "open_carrier_country": _("Say in which country each carrier works."),
    "open_no_authority": _("No data-protection authority is known in this country."),
    "open_law_unknown": _("Find out whether this country has a law on personal data, and an authority to declare to."),
}
KEPT = {
    "kept_messages_in": _("Words of messages that came in"),
    "kept_messages_out": _("Words of messages that were sent"),
    "kept_for_erasure": _("Which messages a company is still to erase, by their ids"),
    "kept_open_conversations": _("A conversation that nobody goes on with"),
    "kept_unsent": _("That words waited and were not sent, and since which day, without the words"),
    "kept_lesson_places": _("Where somebody stopped in a lesson"),
    "kept_learners": _("Who finished a lesson"),
    "kept_inquirers": _("Who asked of the budget, and of what"),
    "kept_raters": _("Who said how finished works are"),
    "kept_reporters": _("Who reported something on works that is closed; names and numbers in their words"),
    "kept_asked_of_works": _("Who was asked whether finished works serve, and what they answered"),
    "kept_unheard": _("Words that nobody understood, without who said them"),
    "kept_addresses": _("Telephone numbers and accounts, encrypted, and the country of a number"),
    "kept_askers": _("Who asked a question that is settled; names and numbers in their words"),
    "kept_requests": _("Questions, requests and answers, without who asked"),
    "kept_prepared_forms": _("A form that was prepared and never handed in"),
    "kept_identities": _("Identity given with a formal request, encrypted, after it is settled or was due"),
    "kept_proposal_authors": _("Who proposed an idea"),
    "kept_appellants": _("Names and numbers in why somebody appealed against a refused idea, after it is decided"),
    "kept_voices": _("Voice messages sent with an idea, after it is decided"),
    "kept_supporters": _("Who supports an idea"),
    "kept_told_of_promises": _("Who asked to hear of a promise, after it is kept or given up"),
    "kept_comers": _("Who said that they come to a public session, after it began"),
    "kept_room_names": _("Names of who asked aloud in a public session, where they were written down"),
    "kept_room_voices": _("How phones voted in the room of a public session, until it is counted or at most"),
    "kept_room_tries": _("That a phone sent a wrong code in a public session, under a keyed hash"),
    "kept_waiting_tables": _("Tables of promises that were read from a file and that nobody looked at"),
    "kept_association_contacts": _("How an association is reached, encrypted"),
    "kept_followers": _("Who asked to hear of works, documents, votes and meetings"),
    "kept_broadcast_lists": _("Who is still to be told by a broadcast"),
    "kept_choices_on_the_way": _("Words that name choices, on their way to a phone"),
    "kept_code_tries": _("How many wrong voting codes came from a phone, under a keyed hash"),
    "kept_waiting_ballots": _("Ballots that wait for the code sent back to their number, encrypted"),
    "kept_phone_use": _("How many people voted first from a phone, and codes sent to it, under a keyed hash"),
    "kept_roll": _("The list of voters, as keyed hashes of phones and voter's numbers"),
    "kept_unmatched": _("Who voted and was not found on the list of voters"),
    "kept_voting_codes": _("Keyed marks of voting codes, without who has them"),
    "kept_ballots": _("Ballots, encrypted, without who voted"),
    "kept_witnesses": _("Names of outside witnesses, for whom they speak, and what they agreed to"),
    "kept_dialogue_participants": _("Names and functions of who took part in a management dialogue, for staff alone"),
    "kept_contracts_of_people": _(
        "Performance contracts of one person, with their targets, results, comments, promises and signed papers, after "
        "they are over"
    ),
    "kept_staff": _("Accounts of staff, and what they did"),
}
ENDINGS = {
    "has_been_sent": _("until it is sent or stopped"),
    "key_destroyed": _("until the key of the vote is destroyed, after the appeals"),
    "asked_to_forget": _("until the person asks to be forgotten"),
    "asked_to_end": _("until the person ends it by a message, or asks to be forgotten"),
    "account_ends": _("as long as the person works here; the trail stays"),
    "public_record": _("kept as the commune's public record"),
    "poll_closes": _("until the question to them closes; the figures stay"),
    "erased_there": _("until the company has erased them"),
}
JOBS = {
    "forget_words": _("erased each hour by the machine"),
    "forget_addresses": _("erased each minute by the machine"),
    "run_broadcasts": _("erased each minute by the machine"),
}
