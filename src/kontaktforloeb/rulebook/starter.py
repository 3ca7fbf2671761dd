"""A rule file to start from: one duty that holds, and one of each other kind behind a `#`."""

from __future__ import annotations

import re
from datetime import date

from kontaktforloeb.errors import OutOfRangeError
from kontaktforloeb.rulebook.kinds import FileKind
from kontaktforloeb.texts import Lang, say

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SAID = re.compile(r"<([a-z-]+)>")

_TEMPLATE = """\
# <top>
# <manual>

id = "{name}"
title = {{ <both:title> }}
kind = "{kind}"
valid_from = {first}                # <dates>
status = "in-force"                    # <status>
checked_on = {checked}                # <checked>

[source]
act = "<source>"
address = "https://example.org/{name}"

# <match>
[match]
samtale = [{{ type = ["jobsamtale", "faelles-jobsamtale"] }}]
#informationsmoede = [{{ type = ["informationsmoede"] }}]

# <default>
[default]
duty = "individual"
level = "norm"                         # <level>
certainty = "official"                 # <certainty>
coverage = "full"
applies_to.groups = ["dagpenge"]       # <groups>
clock = "calendar"

# <count>
[[requirement]]
id = "foerste"
title = {{ <both:first-interview> }}
reference = "1"
kind = "count"
match = "samtale"
count = 1
due = {{ weeks = 2 }}

# <steps>
#[[requirement]]
#id = "trin"
#title = {{ <both:three> }}
#reference = "2"
#kind = "count"
#match = "samtale"
#steps = [
#  {{ count = 1, due = {{ week = 2 }} }},
#  {{ count = 2, due = {{ week = 6 }} }},
#  {{ count = 3, due = {{ months = 3 }} }},
#]

# <per>
#[[requirement]]
#id = "hver-maaned"
#title = {{ <both:monthly> }}
#reference = "3"
#kind = "count"
#match = "samtale"
#count = 1
#per = "month"
#grace_days = 3
#due = {{ months = 6 }}

# <gap>
#[[requirement]]
#id = "afstand"
#title = {{ <both:weeks> }}
#reference = "4"
#kind = "gap"
#match = "samtale"
#longest = {{ weeks = 4 }}
#due = {{ months = 6 }}

# <order>
#[[requirement]]
#id = "info-foerst"
#title = {{ <both:info-first> }}
#reference = "5"
#kind = "order"
#first = "informationsmoede"
#before = "samtale"

# <each>
#[[requirement]]
#id = "fremmoede"
#title = {{ <both:in-person> }}
#reference = "6"
#kind = "each"
#match = "samtale"
#slots = [1]
#require = {{ form = ["fremmoede"] }}

# <phase>
#[[phase]]
#id = "opstart"
#title = {{ <both:first-months> }}
#opens = {{ anchor = "start" }}
#ends = {{ months = 3 }}

#[[requirement]]
#id = "i-opstart"
#title = {{ <both:in-phase> }}
#reference = "7"
#kind = "count"
#match = "samtale"
#count = 2
#phase = "opstart"

# <parameter>
#[parameter.dage]
#title = {{ <both:days-name> }}
#reference = "8"

#[[requirement]]
#id = "naeste"
#title = {{ <both:next> }}
#reference = "8"
#kind = "count"
#match = "samtale"
#count = 2
#due = {{ anchor = "held:1", days = {{ parameter = "dage" }} }}

# <share>
#[[requirement]]
#id = "andel"
#title = {{ <both:part> }}
#reference = "9"
#kind = "share"
#unit = "citizens"
#of = "foerste"
#share = {{ at_least = 9, of = 10 }}

# <load>
#[[requirement]]
#id = "om-ugen"
#title = {{ <both:a-week> }}
#reference = "10"
#kind = "load"
#unit = "adviser"
#measure = "meetings"
#match = "samtale"
#per = "iso-week"
#compare = "at-least"
#norm = 10
"""


def starting_file(name: str, kind: FileKind, first_day: date, checked_on: date, lang: Lang) -> str:
    """Give the text of a rule file to start from, with its comments in one language.

    Of the lines that begin with `#` those of keys and brackets make a duty once the sign is taken away. Raises
    `OutOfRangeError` for an id that does not read well in results.

    >>> from datetime import date
    >>> print(starting_file("eksempelby", FileKind.KOMMUNE, date(2024, 1, 1), date(2024, 1, 1), "en").splitlines()[3])
    id = "eksempelby"
    """
    if not _ID.fullmatch(name):
        facts = {"name": name}
        raise OutOfRangeError("'{name}' cannot be an id", "small letters a to z, digits, dashes", facts)
    text = _TEMPLATE.format(name=name, kind=kind, first=first_day, checked=checked_on)
    text = re.sub(r"<both:([a-z-]+)>", lambda found: _both(found[1], name), text)
    return _SAID.sub(lambda found: say(f"new.{found[1]}", lang), text)


def _both(key: str, name: str) -> str:
    danish, english = (say(f"new.{key}", lang, name=name) for lang in ("da", "en"))
    return f'da = "{danish}", en = "{english}"'
