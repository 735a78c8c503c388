"""Fields of education by ISCED-F 2013, and which of them are plausible for the occupations of a sector.

Source of the codes: UNESCO Institute for Statistics, ISCED Fields of Education and Training 2013. Which fields are
plausible where is our own judgement: it finds slips, it is no rule of law.
"""

_DETAILED = (
    "0011 0021 0031 0111 0112 0113 0114 0211 0212 0213 0214 0215 0221 0222 0223 0231 0232 0311 0312 0313 0314 0321 "
    "0322 0411 0412 0413 0414 0415 0416 0417 0421 0511 0512 0521 0522 0531 0532 0533 0541 0542 0588 0611 0612 0613 "
    "0688 0711 0712 0713 0714 0715 0716 0721 0722 0723 0724 0731 0732 0788 0811 0812 0821 0831 0841 0888 0911 0912 "
    "0913 0914 0915 0916 0917 0921 0922 0923 0988 1011 1012 1013 1014 1015 1021 1022 1031 1032 1041 1088"
)
# The detailed fields, with the three generic ones.
ISCED_F = frozenset(_DETAILED.split())
# Beginnings of fields that serve any work: basic skills and literacy, languages, using a computer.
GENERAL = ("00", "0231", "0611")
# Beside those, fields of short courses that people in any sector take: safety, licences to drive, teaching others.
COURSES_ANYWHERE = (*GENERAL, "1022", "1041", "0114")
# Sector of an occupation -> beginnings of fields: broad (two digits), narrow (three) or detailed (four).
PLAUSIBLE = {
    sector: tuple(fields.split())
    for sector, fields in {
        "bouw": "073 071 0413 08 1022 072",
        "groen-en-dieren": "08 0521 0511 0731 0732 0716 0712",
        "handel": "04 03 021 0231 061 0713 0714 0715 0716 1011 1013 1015 0732",
        "horeca-en-voeding": "101 0721 04 0923 0416 0922 0711 0812",
        "ict": "06 071 054 0211 0413 0533 0311 0313 0322 0542 0212 0213",
        "industrie-en-ambacht": "07 05 021 0413 1041 1011 1013 0416 0723 0812 0921 0923 0914",
        "kantoor-geld-en-recht": "04 03 02 054 061 1011 101 1032 0923 0731 0114 0715 0921 0322",
        "logistiek-en-vervoer": "1041 104 04 101 071 073 1032 0712 0831 0923 0113 0114 0716 1022",
        "overheid-en-veiligheid": "10 04 03 07 05 0923 0913 0988 0721 1041",
        "schoonmaak-en-beheer": "10 0923 0732 0712 0716 0921 0812 071",
        "techniek": "07 1022 053 10 04 061 0533 06",
        "uiterlijk-cultuur-en-sport": "02 0732 10 03 01 09 0723 0413 0611 0414 0712 0923",
        "welzijn-en-onderwijs": "01 09 03 02 10 0413 05 0421 0923",
        "wetenschap": "05 03 02 08 06 07 09 01",
        "zorg": "09 084 05 03 01 10 0413 0421 0721 0923",
    }.items()
}
