"""What comes next: the first day on which an answer can change, and the meetings that keep every duty.

How both are found stands in `kontaktforloeb.forecasting`. The package has a function of this module's name, which must
be there before anything else; so this is all it loads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from kontaktforloeb.findings import Assessment
    from kontaktforloeb.forecasting import Forecast


def recheck_on(assessment: Assessment) -> date | None:
    """Give the first day on which any status of the case can change without new data; `None` where none ever does.

    >>> from kontaktforloeb import Case, check
    >>> case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=["2022-01-10"])
    >>> recheck_on(check(case, as_of="2022-06-01"))
    datetime.date(2022, 7, 3)
    """
    from kontaktforloeb.forecasting import next_change  # noqa: PLC0415 (as said)

    return next_change(assessment)


def forecast(assessment: Assessment) -> Forecast:
    """Give meetings, on working days where there are any, that leave no open duty overdue once they are held.

    Of a duty that is asked again and again, only the next one is looked at.

    >>> from kontaktforloeb import Case, check
    >>> case = Case.from_dates("2022-01-03", "kontanthjaelp-jobparat", held=["2022-01-10", "2022-02-10", "2022-03-10"])
    >>> [str(booking.meeting.date) for booking in forecast(check(case, as_of="2022-04-01")).bookings]
    ['2022-07-01']
    """
    from kontaktforloeb.forecasting import planned  # noqa: PLC0415 (as said)

    return planned(assessment)
