"""What reference gives over REST: occupations, skills, their names and where each fact comes from. Shapes only."""

from pydantic import Field

from wending.kit.rest import Record


class SourceOut(Record):
    source: str = Field(description="De bron.")
    version: str = Field(description="De versie van de bron.")
    published: str = Field(description="Wanneer de bron uitkwam. Leeg: onbekend.")


class NameOut(Record):
    text: str = Field(description="De tekst.")
    lang: str = Field(description="De taal waarin de tekst staat. Dat kan een andere zijn dan je vroeg.")
    source: str = Field(description="De bron van de tekst.")


class ConceptOut(Record):
    uri: str = Field(description="De URI: het vaste nummer van dit begrip.")
    key: str = Field(description="Het korte nummer, voor adressen van deze API.")
    label: str = Field(description="De naam.")
    lang: str = Field(description="De taal van de naam. Leeg als er geen naam is.")


class NeededSkillOut(ConceptOut):
    type: str = Field(description="skill (vaardigheid), knowledge (kennis), attitude (houding) of language (taal).")


class OccupationItemOut(ConceptOut):
    isco_code: str = Field(description="De groep in ISCO-08: vier cijfers.")


class OnetOut(Record):
    code: str = Field(description="Het O*NET-nummer van het beroep dat erop lijkt.")
    title: str = Field(description="De Engelse naam daarvan.")
    confidence: float | None = Field(description="Hoe zeker die koppeling is, van 0 tot 1. Leeg: onbekend.")
    is_inherited: bool = Field(description="De koppeling is die van een ruimer beroep.")
    interests: dict[str, float] = Field(description="Interesses R, I, A, S, E en C, van 1 tot 7.")
    high_points: str = Field(description="De sterkste interesses, op volgorde.")
    values: dict[str, float] = Field(description="Zes waarden in het werk, van 1 tot 7.")
    job_zone: int | None = Field(description="Hoeveel voorbereiding nodig is, van 1 tot 5.")
    education: dict[int, float] = Field(description="Per soort opleiding (1 tot 12) het deel van de werkenden, in %.")


class OccupationOut(OccupationItemOut):
    also_names: list[NameOut] = Field(description="Andere namen.")
    description: NameOut | None = Field(description="Wat je doet.")
    definition: NameOut | None = Field(description="De omschrijving van de bron.")
    one_liner: NameOut | None = Field(description="Wat je doet, in een korte zin.")
    code: str = Field(description="De code in de bron.")
    isco_label: NameOut | None = Field(description="De naam van de groep in ISCO-08.")
    is_regulated: bool | None = Field(description="Er zijn wettelijke eisen aan dit beroep. Leeg: onbekend.")
    nlqf_low: str = Field(description="Het laagste NLQF-niveau dat gewoon is. Leeg: onbekend.")
    nlqf_high: str = Field(description="Het hoogste NLQF-niveau dat gewoon is. Leeg: onbekend.")
    riasec: str = Field(description="De interesses die erbij passen. Leeg: onbekend.")
    sector: str = Field(description="De sector. Leeg: onbekend.")
    onet: OnetOut | None = Field(description="Wat O*NET over dit werk weet: Amerikaanse cijfers.")
    essential: list[NeededSkillOut] = Field(description="Wat je nodig hebt.")
    optional: list[NeededSkillOut] = Field(description="Wat handig is.")
    broader: list[ConceptOut] = Field(description="Ruimere beroepen.")
    narrower: list[ConceptOut] = Field(description="Nauwere beroepen.")
    sources: dict[str, SourceOut] = Field(description="Per gegeven de bron ervan.")


class SkillGroupOut(ConceptOut):
    code: str = Field(description="De code van de groep.")
    steps: int = Field(description="Hoeveel stappen de groep boven de vaardigheid staat; 1 is de eigen groep.")


class SkillOut(NeededSkillOut):
    also_names: list[NameOut] = Field(description="Andere namen.")
    description: NameOut | None = Field(description="Wat het is.")
    reuse_level: str = Field(description="Hoe breed het te gebruiken is. Leeg: onbekend.")
    groups: list[SkillGroupOut] = Field(description="De groepen waar het onder valt, de dichtste eerst.")
    broader: list[ConceptOut] = Field(description="Ruimere vaardigheden.")
    narrower: list[ConceptOut] = Field(description="Nauwere vaardigheden.")
    helped_by: list[ConceptOut] = Field(description="Vaardigheden die erbij helpen.")
    essential_for: list[ConceptOut] = Field(description="Beroepen die dit nodig hebben: de eerste vijftig op naam.")
    essential_count: int = Field(description="Hoeveel beroepen dit nodig hebben.")
    optional_for: list[ConceptOut] = Field(description="Beroepen waar dit handig is: de eerste vijftig op naam.")
    optional_count: int = Field(description="Bij hoeveel beroepen dit handig is.")
    sources: dict[str, SourceOut] = Field(description="Per gegeven de bron ervan.")
