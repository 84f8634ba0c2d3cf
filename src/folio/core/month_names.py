"""The names of months as people write them, in the languages in which bibliographies are kept.

>>> number_of("Sept"), number_of("février"), number_of("мая"), number_of("jui")
(9, 2, 5, 0)
>>> number_of("marec"), number_of("avgust"), number_of("oktoober"), number_of("jún")
(3, 8, 10, 6)
>>> number_of("Feburary"), number_of("Ocotber"), number_of("Augusta")
(2, 10, 0)
"""

from __future__ import annotations

from functools import cache

from folio.core.dates import MONTHS
from folio.core.slips import is_slip
from folio.core.unaccented import in_plain_letters

#: By language, the months in their order; forms of one month with a slash between them.
LANGUAGES = (
    " ".join(MONTHS),
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "Jänner Feber Maerz April Mai Juni Juli August September Oktober November Dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre "
    "diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "gener febrer març abril maig juny juliol agost setembre octubre novembre desembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar marts april maj juni juli august september oktober november december",
    "januar februar mars april mai juni juli august september oktober november desember",
    "tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu "
    "marraskuu joulukuu",
    "styczeń/stycznia luty/lutego marzec/marca kwiecień/kwietnia maj/maja czerwiec/czerwca "
    "lipiec/lipca sierpień/sierpnia wrzesień/września październik/października "
    "listopad/listopada grudzień/grudnia",
    "leden/ledna únor/února březen/března duben/dubna květen/května červen/června "
    "červenec/července srpen/srpna září říjen/října listopad/listopadu prosinec/prosince",
    "január február március április május június július augusztus szeptember október november "
    "december",
    "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie "
    "decembrie",
    "januar februar marec april maj junij julij avgust september oktober november december",
    "január február marec apríl máj jún júl august september október november december",
    "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar",
    "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "януари февруари март април май юни юли август септември октомври ноември декември",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "январь/января февраль/февраля март/марта апрель/апреля май/мая июнь/июня июль/июля "
    "август/августа сентябрь/сентября октябрь/октября ноябрь/ноября декабрь/декабря",
    "січень/січня лютий/лютого березень/березня квітень/квітня травень/травня червень/червня "
    "липень/липня серпень/серпня вересень/вересня жовтень/жовтня листопад/листопада "
    "грудень/грудня",
    "ιανουάριος/ιανουαρίου φεβρουάριος/φεβρουαρίου μάρτιος/μαρτίου απρίλιος/απριλίου "
    "μάιος/μαΐου ιούνιος/ιουνίου ιούλιος/ιουλίου αύγουστος/αυγούστου "
    "σεπτέμβριος/σεπτεμβρίου οκτώβριος/οκτωβρίου νοέμβριος/νοεμβρίου δεκέμβριος/δεκεμβρίου",
    "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
)


@cache
def number_of(name: str) -> int:
    """Return which month a name or its beginning means, 0 where none or more than one."""
    small = _folded(name).strip(".")
    if small in _names():
        return _names()[small]
    english = [n for n, month in enumerate(MONTHS, 1) if month.lower().startswith(small)]
    if len(small) < 3 or len(english) == 1:
        return english[0] if len(small) >= 3 else 0
    if slip := [n for n, month in enumerate(MONTHS, 1) if _is_slip(small, month.lower())]:
        return slip[0]
    begun = {number for full, number in _names().items() if full.startswith(small)}
    return begun.pop() if len(begun) == 1 else 0


def _is_slip(small: str, month: str) -> bool:
    """Tell whether a word is a long month with a slip; short ones are names: Augusta, Julie."""
    return len(month) > 6 and is_slip(small, month)


@cache
def _names() -> dict[str, int]:
    return {
        _folded(form): number
        for language in reversed(LANGUAGES)  # English last: it says what two languages share
        for number, forms in enumerate(language.split(), 1)
        for form in forms.split("/")
    }


def _folded(name: str) -> str:
    return in_plain_letters(name.casefold().replace("ı", "i"))
