"""What companies and the fields of their lines are called, and where staff find what to type."""

from __future__ import annotations

from admin.tongue import marked as _

COMPANIES = {
    "twilio": _("Twilio (SMS)"),
    "twilio_whatsapp": _("Twilio (WhatsApp)"),
    "telegram": _("Telegram"),
    "android": _("Android phone (SMS)"),
    "httpsms": _("Android phone with httpSMS (SMS)"),
    "kannel": _("Kannel (SMS by your own short code)"),
    "jasmin": _("Jasmin (SMS by your own short code)"),
    "africastalking": _("Africa’s Talking (SMS)"),
    "africastalking_ussd": _("Africa’s Talking (USSD)"),
    "infobip": _("Infobip (SMS)"),
    "orange": _("Orange (SMS)"),
    "simulator": _("Simulator"),
}
LABELS = {
    "account_sid": _("Account SID"),
    "messaging_service_sid": _("Messaging service SID"),
    "content_sid": _("Approved template"),
    "api_url": _("Address of the server"),
    "username": _("User name"),
    "android.username": _("User name in the app"),
    "mode": _("Mode (empty, or local for the phone itself)"),
    "sims": _("SIM slots that take turns, such as 1,2"),
    "per_minute": _("SMS a minute and SIM"),
    "per_day": _("Most SMS a day and SIM"),
    "inbox": _("Compare with the inbox of the phone (yes, or empty)"),
    "auth_token": _("Auth token"),
    "bot_token": _("Bot token"),
    "webhook_secret": _("Webhook secret"),
    "password": _("Password"),
    "signing_key": _("Signing key"),
    "token": _("Token"),
    "api_key": _("API key"),
    "sender": _("Number that sends"),
    "sender_name": _("Name that sends"),
    "client_id": _("Client ID"),
    "client_secret": _("Client secret"),
    "own_url": _("Address of Palabre for this gateway"),
    "smsc": _("Connection to send by (smsc-id)"),
    "per_second": _("SMS a second"),
    "kind": _("Channel it plays"),
    "secret": _("Secret that signs its calls"),
}
HOLDS = {
    "adjacent": _("Very many numbers that begin like this wrote at once, as a machine full of SIM cards does."),
    "premium": _("Whoever owns such a number is paid for each message that reaches it."),
}
"""Why numbers are held back, by `models.HoldReason`."""
SECRET_HINT = _("Never shown again. Leave it empty to keep the one that is stored.")
HINTS = {
    "account_sid": _("On the first page of the Twilio console; it begins with AC."),
    "auth_token": _("On the first page of the Twilio console, under the Account SID."),
    "messaging_service_sid": _("Only where you use a messaging service of Twilio; it begins with MG."),
    "content_sid": _(
        "The Content SID of a template that WhatsApp has approved, with {{1}} for the whole text; it begins with HX. "
        "Without one, news goes nowhere on WhatsApp to who has been silent for 24 hours."
    ),
    "bot_token": _("Telegram’s @BotFather gives it when it makes the bot; it looks like 123456:ABC-DEF."),
    "android.api_url": _("https://api.sms-gate.app in cloud mode; in local mode http:// and the address of the phone."),
    "android.username": _("The app shows it on its first page once it is online."),
    "android.password": _("The app shows it under the user name."),
    "android.signing_key": _("In the app: Settings, Webhooks, Signing key."),
    "kannel.api_url": _("Of sendsms, such as http://127.0.0.1:13131/cgi-bin/sendsms."),
    "kannel.username": _("As it stands at “sendsms-user” in the configuration of Kannel."),
    "kannel.password": _("As it stands at “sendsms-user” in the configuration of Kannel."),
    "kannel.token": _(
        "At least 16 letters, digits, dashes or underscores by chance; the same stands in the “post-url” of Kannel."
    ),
    "jasmin.api_url": _("Of its HTTP API, such as http://127.0.0.1:1401."),
    "jasmin.username": _("Of the user that Jasmin has for Palabre."),
    "httpsms.api_url": _("Only where you run a server of your own; empty for https://api.httpsms.com."),
    "httpsms.api_key": _("At httpsms.com, under Settings."),
    "httpsms.signing_key": _("Make up 32 letters and digits by chance; enter the same at the webhook in httpSMS."),
    "africastalking.username": _("Of the application; “sandbox” to try it."),
    "africastalking.api_key": _("In the dashboard, at the application: Settings, API Key."),
    "africastalking.api_url": _("Only for the sandbox: https://api.sandbox.africastalking.com."),
    "infobip.api_url": _("The base URL of your account, such as https://abcde.api.infobip.com."),
    "infobip.api_key": _("On the first page of the Infobip portal, or under Developer Tools, API Keys."),
    "orange.sender": _("The number Orange names for your country, from which the API sends."),
    "orange.sender_name": _("Only where Orange has registered one for you."),
    "orange.client_id": _("On the page of your application at developer.orange.com."),
    "orange.client_secret": _("On the page of your application at developer.orange.com."),
    "orange.api_url": _("Leave it empty for https://api.orange.com."),
    "orange.per_second": _("As many as the contract with the operator allows; empty for 5."),
    "token": _("At least 16 letters, digits, dashes or underscores by chance, which you make up yourself."),
    "own_url": _("Only where it is not the public one, such as http://127.0.0.1:8000 on the same machine."),
    "smsc": _("Only where Kannel has several connections."),
    "per_second": _("As many as the contract with the operator allows; empty for 10."),
    "per_day": _(
        "As many as the plan of the SIM bears before the operator blocks it; a long message counts as several. "
        "Empty where nothing limits it."
    ),
    "inbox": _("Needs a recent app: the technician tries it first, see docs/android-phone.md."),
}


def label_of(provider: str, name: str) -> str:
    """Return what a field is called on a line of this company, in English."""
    return LABELS.get(f"{provider}.{name}") or LABELS.get(name, name)


def hint_of(provider: str, name: str) -> str:
    """Return where staff of a line of this company find what to type, in English; mostly nothing."""
    return HINTS.get(f"{provider}.{name}") or HINTS.get(name, "")


ADDRESSES = {
    "sms": (_("Number citizens write to"), _("With the code of the country, such as +228 90 00 00 00.")),
    "whatsapp": (_("WhatsApp number of the commune"), _("With the code of the country, such as +228 90 00 00 00.")),
    "telegram": (_("User name of the bot"), _("Without @, such as SokodeBot.")),
    "ussd": (_("Code people dial"), _("Such as *384*8282#.")),
}
GUIDES = {
    "telegram": (
        _("In Telegram open a talk with @BotFather and send /newbot."),
        _("Give the bot a name and a user name that ends in “bot”."),
        _("Copy the token that @BotFather sends into this form, and save."),
        _("Send a message to the bot from your own phone: it answers."),
    ),
    "android": (
        _("Put a local SIM card into an Android phone that nobody uses for anything else; keep it plugged in."),
        _("Install the free app “SMS Gateway for Android” and switch it on."),
        _("Fill in this form with what the app shows, and save."),
        _(
            "The page of the line then shows the addresses to enter in the app. "
            "A technician finds every step in the file docs/android-phone.md."
        ),
    ),
    "kannel": (
        _("Ask an operator for a short code and an SMPP account to send and receive on it."),
        _("Have a technician set up Kannel; the file docs/kannel.md holds the whole configuration."),
        _("Fill in this form with what stands in that configuration, and save."),
        _("Send a message to the short code from your own phone: it answers."),
    ),
    "jasmin": (
        _("Ask an operator for a short code and an SMPP account to send and receive on it."),
        _("Have a technician set up Jasmin; the file docs/jasmin.md says what Palabre needs of it."),
        _("Fill in this form, and save."),
        _("Send a message to the short code from your own phone: it answers."),
    ),
    "httpsms": (
        _("Put a local SIM card into an Android phone that nobody uses for anything else; keep it plugged in."),
        _("Open an account at httpsms.com, install its app on the phone and sign in."),
        _("Fill in this form, and save."),
        _("The page of the line then shows the address to enter as a webhook, for all events, with the signing key."),
    ),
    "africastalking": (
        _("Ask Africa’s Talking for a short code of your country that receives SMS at no extra cost to who writes."),
        _("Fill in this form, and save."),
        _("The page of the line then shows the addresses to enter as SMS callback URLs, with the token in its place."),
    ),
    "africastalking_ussd": (
        _("Ask Africa’s Talking for a USSD code of your country."),
        _("Fill in this form, and save."),
        _("The page of the line then shows the address to enter as callback URL, with the token in its place."),
    ),
    "infobip": (
        _("Ask Infobip for a number or short code that receives SMS in your country."),
        _("Fill in this form, and save."),
        _("At the number, forward messages by HTTP in the format MO_JSON_2 to the address on the page of the line."),
    ),
    "orange": (
        _("Register an application with the SMS API at developer.orange.com and buy a bundle for your country."),
        _("Fill in this form, and save."),
        _("Send Orange the addresses on the page of the line by its form: “SMS response” and “Real time SMS DR”."),
    ),
    "twilio_whatsapp": (
        _("Open an account at twilio.com and register the commune’s number as a WhatsApp sender there."),
        _("Fill in this form with what the Twilio console shows, and save."),
        _("The page of the line then shows the addresses to enter at the WhatsApp sender in the Twilio console."),
        _("Who wrote can be answered for 24 hours; for news after that WhatsApp has to approve a template."),
    ),
    "twilio": (
        _("Open an account at twilio.com and rent a number that receives SMS in your country."),
        _("Fill in this form with what the Twilio console shows, and save."),
        _("The page of the line then shows the addresses to enter at the number in the Twilio console."),
    ),
}
