"""Plain words for what a person can choose; the keys are those of the rules. Not the words of a fit (see `reasons`)."""

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

YEARS = {
    0: _("Korter dan een jaar"),
    1: _("Ongeveer 1 jaar"),
    2: _("Ongeveer 2 jaar"),
    4: _("3 tot 5 jaar"),
    8: _("6 tot 10 jaar"),
    15: _("Langer dan 10 jaar"),
}
YEARS_AGO = {
    0: _("Ik doe dit nu"),
    1: _("Kort geleden"),
    4: _("2 tot 5 jaar geleden"),
    8: _("6 tot 10 jaar geleden"),
    15: _("Meer dan 10 jaar geleden"),
}

LEVELS = {1: _("een beetje"), 2: _("goed"), 3: _("heel goed")}

EDUCATION_LEVELS = {
    "0": _("Geen diploma, of basisschool"),
    "1": _("Mbo 1, praktijkonderwijs of vmbo-basis"),
    "2": _("Mbo 2, vmbo-kader, vmbo-gl of vmbo-tl (mavo)"),
    "3": _("Mbo 3"),
    "4": _("Mbo 4 of havo"),
    "4+": _("Vwo"),
    "5": _("Associate degree (Ad)"),
    "6": _("Hbo of bachelor van de universiteit"),
    "7": _("Master van de universiteit of hbo"),
    "8": _("Promotie (PhD)"),
}

# The broad fields of ISCED-F 2013.
EDUCATION_FIELDS = {
    "00": _("Algemeen onderwijs, geen vakrichting"),
    "01": _("Onderwijs en opvoeding"),
    "02": _("Kunst, taal en cultuur"),
    "03": _("Mens, maatschappij en media"),
    "04": _("Economie, administratie en recht"),
    "05": _("Natuur en wiskunde"),
    "06": _("Computers en ICT"),
    "07": _("Techniek, bouw en productie"),
    "08": _("Landbouw, dieren en natuur"),
    "09": _("Zorg en welzijn"),
    "10": _("Horeca, sport, vervoer en veiligheid"),
}

VALUES = {
    "achievement": _("Laten zien wat ik kan en resultaat halen"),
    "independence": _("Zelf bepalen hoe ik werk"),
    "recognition": _("Vooruitkomen en waardering krijgen"),
    "relationships": _("Fijne collega's en iets doen voor anderen"),
    "support": _("Een leiding die achter mij staat"),
    "conditions": _("Zekerheid en goede omstandigheden"),
}

SECTORS = {
    "any": _("Dat maakt mij niet uit"),
    "stay": _("Liefst in de richting die ik ken"),
    "leave": _("Liefst iets heel anders"),
}

CONDITIONS = {
    "lifting": _("Zwaar tillen"),
    "heights": _("Werken op hoogte"),
    "outdoors": _("Buiten werken, ook als het koud of nat is"),
    "shifts": _("Werken in ploegen of op wisselende tijden"),
    "pressure": _("Werken onder druk"),
    "aggression": _("Omgaan met boze of agressieve mensen"),
    "smells": _("Vieze geuren, bloed of poep"),
    "sitting": _("Lang stilzitten"),
    "driving": _("Autorijden voor het werk"),
}

TILES = {
    "build": _("Iets bouwen of repareren"),
    "puzzle": _("Een moeilijke puzzel oplossen"),
    "draw": _("Tekenen of iets ontwerpen"),
    "care": _("Voor iemand zorgen"),
    "sell": _("Iemand overhalen om iets te kopen"),
    "sort": _("Spullen of papieren netjes ordenen"),
    "animals": _("Buiten werken met planten of dieren"),
    "experiment": _("Uitzoeken hoe iets werkt"),
    "music": _("Muziek maken of toneelspelen"),
    "teach": _("Iemand iets leren"),
    "lead": _("De leiding nemen in een groep"),
    "count": _("Geld of voorraad precies bijhouden"),
    "machines": _("Werken met machines of voertuigen"),
    "facts": _("Veel weten over een onderwerp"),
    "write": _("Een verhaal of tekst schrijven"),
    "listen": _("Luisteren naar iemand met een probleem"),
    "business": _("Een eigen bedrijf beginnen"),
    "plan": _("Een planning maken die klopt"),
}

ACTIVITIES = {
    "care_family": _("Ik zorg voor een ziek of ouder iemand"),
    "raise_children": _("Ik zorg voor kinderen"),
    "cook": _("Ik kook vaak, ook voor veel mensen"),
    "household_money": _("Ik regel geld en papieren, thuis of voor een club"),
    "organise_event": _("Ik organiseer feesten of activiteiten"),
    "board": _("Ik zit in een bestuur of een raad"),
    "sports_trainer": _("Ik train of begeleid een sportteam"),
    "repair_home": _("Ik klus in huis"),
    "repair_vehicles": _("Ik sleutel aan fietsen, brommers of auto's"),
    "electronics": _("Ik repareer computers of telefoons"),
    "garden": _("Ik werk in de tuin of moestuin"),
    "animals": _("Ik verzorg dieren"),
    "translate": _("Ik spreek meer talen en help anderen daarmee"),
    "teach_others": _("Ik leg dingen uit of geef les, ook bij huiswerk"),
    "computer_help": _("Ik werk veel op de computer"),
    "website": _("Ik maak websites, apps of programma's"),
    "photo_video": _("Ik maak en bewerk foto's of video's"),
    "make": _("Ik maak kleding of dingen van hout"),
    "music_stage": _("Ik maak muziek of sta op het podium"),
    "write": _("Ik schrijf stukken, brieven of berichten"),
    "sell": _("Ik verkoop spullen, op de markt of online"),
    "drive": _("Ik rij veel en breng mensen of spullen weg"),
    "first_aid": _("Ik doe aan EHBO of BHV"),
    "community": _("Ik help mensen in de buurt"),
    "clean_home": _("Ik maak schoon en doe de was"),
    "moving": _("Ik help bij verhuizen, sjouwen en inpakken"),
}

# The major groups of ISCO-08, in words of our own.
MAJOR_GROUPS = {
    "1": _("Leiding geven"),
    "2": _("Vakmensen met een hoge opleiding"),
    "3": _("Vakmensen met een middelbare opleiding"),
    "4": _("Kantoor en administratie"),
    "5": _("Verkoop, zorg en diensten"),
    "6": _("Land, tuin, bos en visserij"),
    "7": _("Bouw, techniek en ambacht"),
    "8": _("Machines en vervoer"),
    "9": _("Eenvoudig werk"),
    "0": _("Leger"),
}

EFFORTS = {
    "small_step": _("Kleine stap"),
    "short_learning": _("Even bijleren"),
    "training": _("Een opleiding of training"),
    "long_route": _("Een lange weg"),
}

EFFORTS_LONG = {
    "small_step": _("Je kunt het meeste al. Wat je mist, leer je vaak in het werk zelf."),
    "short_learning": _("Je kunt al een flink deel. Wat je mist, kun je in korte tijd leren."),
    "training": _("Je mist nog veel, of een hoger diploma. Reken op een training of opleiding."),
    "long_route": _("Dit is een grote stap. Reken op een opleiding van een paar jaar, of op tussenstappen."),
}

LEVEL_BANDS = {
    "low": _("Geen diploma tot en met mbo 2"),
    "middle": _("Mbo 3, mbo 4, havo of vwo"),
    "high": _("Ad, hbo of universiteit"),
}

WEIGHTS = {
    "skills": _("Wat je kunt"),
    "interests": _("Wat je leuk vindt"),
    "wishes": _("Wat je zoekt in werk"),
    "level": _("Je diploma en richting"),
    "past": _("Werk dat je deed"),
}

BANDS = {
    "great": _("Past heel goed"),
    "good": _("Past goed"),
    "some": _("Past voor een deel"),
    "little": _("Past een beetje"),
}

# The hints of the major groups: what belongs there, for who browses.
MAJOR_GROUP_HINTS = {
    "1": _("Directeur, bedrijfsleider, hoofd van een afdeling"),
    "2": _("Arts, leraar, ingenieur, programmeur"),
    "3": _("Laborant, teamleider, vertegenwoordiger"),
    "4": _("Receptie, administratie, planning"),
    "5": _("Winkel, horeca, kapper, zorghulp, beveiliging"),
    "6": _("Boer, hovenier, visser"),
    "7": _("Timmerman, monteur, bakker, schilder"),
    "8": _("Chauffeur, machinist, operator"),
    "9": _("Schoonmaak, inpakken, hulp in de keuken"),
    "0": _("Soldaat, officier"),
}

PICTURE = {
    "title": _("Werk dat bij je past, in één plaatje"),
    "y_label": _("Hoe goed past het?"),
}
ACROSS_EFFORT = {"x_label": _("Hoe groot is de stap?"), "x_low": _("kleine stap"), "x_high": _("grote stap")}
ACROSS_LEVEL = {"x_label": _("Welk diploma vraagt het?"), "x_low": _("mbo 1"), "x_high": _("promotie")}

# Why a document is not read, by the codes of `kit.documents`.
REFUSED = {
    "empty": _("Dit bestand is leeg. Kies een ander bestand."),
    "too_large": _("Dit bestand is te groot. Kies een kleiner bestand, of plak de tekst hierboven."),
    "unknown_type": _("Dit soort bestand lezen we niet. Kies een pdf, docx, odt of txt."),
    "wrong_type": _("De naam van dit bestand klopt niet met wat erin zit. Bewaar het opnieuw als pdf."),
    "macros": _("In dit bestand zitten kleine programma's (macro's). Bewaar het zonder macro's, bijvoorbeeld als pdf."),
    "password": _("Dit bestand zit op slot met een wachtwoord. Bewaar het zonder wachtwoord."),
    "too_many_pages": _("Dit bestand heeft te veel bladzijden. Plak een deel van de tekst hierboven."),
    "too_long": _("Er staat te veel tekst in dit bestand. Plak een deel van de tekst hierboven."),
    "too_slow": _("Dit bestand lezen duurt te lang. Bewaar het opnieuw, bijvoorbeeld als txt."),
    "no_text": _("In dit bestand vinden we geen tekst. Is het een foto of een scan? Plak de tekst dan hierboven."),
    "broken": _("Dit bestand is stuk. Probeer een ander bestand."),
}
REFUSED_OTHERWISE = _("Dit bestand lijkt niet veilig. We openen het niet. Plak de tekst hierboven.")

MODES = {
    "bol": _("vooral op school (bol)"),
    "bbl": _("werken en leren (bbl)"),
    "voltijd": _("voltijd"),
    "deeltijd": _("deeltijd, naast je werk"),
    "duaal": _("werken en leren (duaal)"),
    "online": _("online"),
}

PROGRAMME_KINDS = {
    "regular": _("Opleiding"),
    "course": _("Cursus of certificaat"),
    "certificate": _("Cursus of certificaat"),
    "recognition": _("Bewijs van wat je kunt"),
}

# The Dutch qualifications framework, by what a level asks of someone.
NLQF = {
    "1": _("Je doet eenvoudig werk met hulp."),
    "2": _("Je doet bekend werk en volgt afspraken."),
    "3": _("Je werkt zelf in je vak."),
    "4": _("Je werkt zelf, ook als het moeilijk is. Je kunt anderen helpen."),
    "4+": _("Je kunt veel stof leren en ermee aan de slag in een studie."),
    "5": _("Je weet veel van je vak en kunt leiding geven aan werk."),
    "6": _("Je lost moeilijke vragen in je vak op."),
    "7": _("Je bedenkt nieuwe oplossingen in je vak."),
    "8": _("Je doet eigen onderzoek en vindt nieuwe kennis."),
}

SELECTION = {
    "none": _("Heb je het goede diploma? Dan mag je beginnen."),
    "advice": _("Je krijgt eerst advies van de school: past dit bij je?"),
    "selection": _("De school kiest wie mag beginnen."),
    "fixus": _("Er is een vast aantal plaatsen. De school kiest wie mag beginnen."),
    "entry-requirements": _("De school vraagt meer dan alleen een diploma."),
}


def euro(amount: int) -> str:
    """Return whole euros in words, with thousands apart."""
    return gettext("%(n)s euro") % {"n": number_format(amount, force_grouping=True)}


def duration(months: int | None) -> str:
    """Return a duration of whole months in years and months, empty when unknown."""
    years, rest = divmod(months or 0, 12)
    parts = [ngettext("%(n)s jaar", "%(n)s jaar", years) % {"n": years}] if years else []
    if rest:
        parts.append(ngettext("%(n)s maand", "%(n)s maanden", rest) % {"n": rest})
    return " ".join(parts)
