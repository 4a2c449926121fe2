"""Emergency numbers by territory, only those whose source is named here. Where none is known none is shown.

- 112 in every member state of the European Union: Directive (EU) 2018/1972, article 109; also Iceland.
- GB 999: gov.uk, "Contact the emergency services". US, CA 911: fcc.gov and crtc.gc.ca, "9-1-1 services".
- AU 000: triplezero.gov.au. NZ 111: 111.govt.nz. CH 144: ch.ch, "Emergency numbers" (ambulance).
- NO 113: helsenorge.no (ambulance). JP 119: fdma.go.jp. KR 119: nfa.go.kr. IN 112: 112.gov.in.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTimeZone

from unknot.ui.tr import tr

Country = QLocale.Country

_UNION = (
    Country.Austria, Country.Belgium, Country.Bulgaria, Country.Croatia, Country.Cyprus, Country.Czechia,
    Country.Denmark, Country.Estonia, Country.Finland, Country.France, Country.Germany, Country.Greece,
    Country.Hungary, Country.Ireland, Country.Italy, Country.Latvia, Country.Lithuania, Country.Luxembourg,
    Country.Malta, Country.Netherlands, Country.Poland, Country.Portugal, Country.Romania, Country.Slovakia,
    Country.Slovenia, Country.Spain, Country.Sweden, Country.Iceland,
)
NUMBERS = {
    **dict.fromkeys(_UNION, "112"),
    Country.UnitedKingdom: "999",
    Country.UnitedStates: "911",
    Country.Canada: "911",
    Country.Australia: "000",
    Country.NewZealand: "111",
    Country.Switzerland: "144",
    Country.Norway: "113",
    Country.Japan: "119",
    Country.SouthKorea: "119",
    Country.India: "112",
}


def country_name(country: QLocale.Country, locale: QLocale) -> str:
    """The country as it stands in a sentence: in English, or in the words of a language that Unknot speaks too."""
    articles = {
        Country.Netherlands: tr("the Netherlands"),
        Country.UnitedKingdom: tr("the United Kingdom"),
        Country.UnitedStates: tr("the United States"),
    }
    if country in articles:
        return articles[country]
    translated = tr("the Netherlands") != "the Netherlands"
    native = translated and country is locale.territory()
    return locale.nativeTerritoryName() if native else QLocale.territoryToString(country)


def numbers_for(locale: QLocale, zone: QTimeZone) -> tuple[tuple[str, str], ...]:
    """(Country's name, number) of the locale's territory, and before it that of the time zone where they differ: the
    zone tells where the computer is, and many use a language of elsewhere. Empty where neither is known."""
    here, spoken = zone.territory(), locale.territory()
    return tuple(
        (country_name(country, locale), NUMBERS[country])
        for country in dict.fromkeys((here, spoken))
        if country in NUMBERS
    )
