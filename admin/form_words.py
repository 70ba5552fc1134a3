"""What WTForms says of a wrong field, marked here so that it reaches our catalogues; it is spoken by `admin.forms`."""

from __future__ import annotations

from admin.tongue import marked as _
from bot.phrases import counted

SAID_BY_FORMS = (
    _("This field is required."),
    _("Not a valid integer value."),
    _("Not a valid decimal value."),
    _("Not a valid float value."),
    _("Not a valid date value."),
    _("Not a valid datetime value."),
    _("Not a valid choice."),
    _("Invalid Choice: could not coerce."),
    _("Invalid choice(s): one or more data inputs could not be coerced."),
    _("Invalid input."),
    _("Number must be at least %(min)s."),
    _("Number must be at most %(max)s."),
    _("Number must be between %(min)s and %(max)s."),
    _("Field must be between %(min)d and %(max)d characters long."),
    _("File does not have an approved extension: {extensions}"),
)
SAID_OF_A_NUMBER = (
    counted("'%(value)s' is not a valid choice for this field.", "'%(value)s' are not valid choices for this field."),
    counted("Field must be at least %(min)d character long.", "Field must be at least %(min)d characters long."),
    counted("Field cannot be longer than %(max)d character.", "Field cannot be longer than %(max)d characters."),
)
