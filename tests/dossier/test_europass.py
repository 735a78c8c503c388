"""Europass: the XML of today and of before 2020, there and back, and what is hostile in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dossier import records
from tests.dossier.records import ESCO, items, lines, names, one_of_everything, people
from wending.dossier.rules.findings import RecordRefused
from wending.dossier.rules.record import Item, Kind, LanguageLevel, Link, Moment, Record, SkillClaim, Source
from wending.dossier.sources.europass.parse import parse
from wending.dossier.sources.europass.write import write_europass

NAMES = (
    'xmlns="http://www.europass.eu/1.0" xmlns:hr="http://www.hr-xml.org/3" '
    'xmlns:eures="http://www.europass_eures.eu/1.0" xmlns:oa="http://www.openapplications.org/oagis/9"'
)
CANDIDATE = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Candidate {NAMES}>
  <CandidatePerson>
    <PersonName><oa:GivenName>Ada</oa:GivenName><hr:FamilyName>van der Ree</hr:FamilyName></PersonName>
    <Communication><ChannelCode>Email</ChannelCode><oa:URI>ada@example.org</oa:URI></Communication>
    <Communication><ChannelCode>Email</ChannelCode><oa:URI>ree@example.org</oa:URI></Communication>
    <Communication><ChannelCode>Social Media</ChannelCode><UseCode>linkedin</UseCode>
      <oa:URI>https://example.org/ada</oa:URI></Communication>
    <Communication><ChannelCode>Telephone</ChannelCode><CountryDialing>31</CountryDialing>
      <oa:DialNumber>612345678</oa:DialNumber></Communication>
    <Communication><UseCode>home</UseCode><Address type="home"><oa:AddressLine>Dorpsstraat 1</oa:AddressLine>
      <oa:CityName>Ons Dorp</oa:CityName><CountryCode>nl</CountryCode><oa:PostalCode>1234 AB</oa:PostalCode>
      </Address></Communication>
    <NationalityCode>nl</NationalityCode><hr:BirthDate>1980-05-05</hr:BirthDate>
    <PrimaryLanguageCode name="NORMAL">dut</PrimaryLanguageCode>
    <PrimaryLanguageCode name="FREE_TEXT">Gronings</PrimaryLanguageCode>
  </CandidatePerson>
  <CandidateProfile languageCode="nl">
    <hr:ExecutiveSummary>&lt;p&gt;Ik bak &lt;b&gt;brood&lt;/b&gt;.&lt;/p&gt;</hr:ExecutiveSummary>
    <EmploymentHistory><EmployerHistory><hr:OrganizationName>Bakkerij Ree</hr:OrganizationName>
      <hr:IndustryCode>C</hr:IndustryCode>
      <PositionHistory><PositionTitle typeCode="URI" languageID="http://data.europa.eu/esco/occupation/x">bakker
        </PositionTitle>
        <eures:EmploymentPeriod><eures:StartDate><hr:FormattedDateTime>2021-10-15</hr:FormattedDateTime>
        </eures:StartDate><hr:CurrentIndicator>true</hr:CurrentIndicator></eures:EmploymentPeriod>
        <oa:Description>&lt;p&gt;Elke nacht:&lt;/p&gt;&lt;ul&gt;&lt;li&gt;kneden&lt;/li&gt;&lt;li&gt;bakken &amp;amp;
          verkopen&lt;/li&gt;&lt;/ul&gt;&lt;script&gt;alert(1)&lt;/script&gt;</oa:Description>
        <City>Ons Dorp</City><Country>nl</Country></PositionHistory>
      <Link>javascript:alert(1)</Link></EmployerHistory></EmploymentHistory>
    <EducationHistory><EducationOrganizationAttendance><hr:OrganizationName>Bakkersvakschool</hr:OrganizationName>
      <EducationLevelCode>3</EducationLevelCode>
      <AttendancePeriod><StartDate><hr:FormattedDateTime>2018</hr:FormattedDateTime></StartDate>
        <EndDate><hr:FormattedDateTime>2017</hr:FormattedDateTime></EndDate><Ongoing>false</Ongoing></AttendancePeriod>
      <EducationDegree><hr:DegreeName>Brood en banket</hr:DegreeName><FieldOfStudy typeCode="URI"><MainFieldOfStudy>
        <ProgramConcentration>07</ProgramConcentration></MainFieldOfStudy><SpecificFieldOfStudy>
        <ProgramConcentration>0721</ProgramConcentration></SpecificFieldOfStudy></FieldOfStudy></EducationDegree>
      </EducationOrganizationAttendance></EducationHistory>
    <eures:Licenses><eures:License><hr:LicenseTypeCode>B</hr:LicenseTypeCode></eures:License></eures:Licenses>
    <PersonQualifications><PersonCompetency><CompetencyID schemeName="NORMAL">eng</CompetencyID>
      <hr:TaxonomyID>language</hr:TaxonomyID>
      <eures:CompetencyDimension><hr:CompetencyDimensionTypeCode>CEF-Understanding-Listening
        </hr:CompetencyDimensionTypeCode><eures:Score><hr:ScoreText>B2</hr:ScoreText></eures:Score>
        </eures:CompetencyDimension>
      <eures:CompetencyDimension><hr:CompetencyDimensionTypeCode>CEF-Writing-Production
        </hr:CompetencyDimensionTypeCode><eures:Score><hr:ScoreText>goed</hr:ScoreText></eures:Score>
        </eures:CompetencyDimension></PersonCompetency></PersonQualifications>
    <SocialAndPoliticalActivities><SocialAndPoliticalActivity><Title>Raadslid voor een partij</Title>
      </SocialAndPoliticalActivity></SocialAndPoliticalActivities>
    <Skills><SkillsGroup><Title>Meer</Title><PersonCompetency><CompetencyID>{ESCO}</CompetencyID>
      <hr:TaxonomyID>other</hr:TaxonomyID><hr:CompetencyName>samenwerken</hr:CompetencyName></PersonCompetency>
      </SkillsGroup></Skills>
    <VoluntaryWorks><VoluntaryWork><Title>Taalmaatje</Title><Date><StartDate>
      <hr:FormattedDateTime>2020-01</hr:FormattedDateTime></StartDate><Ongoing>true</Ongoing></Date></VoluntaryWork>
      </VoluntaryWorks>
  </CandidateProfile>
</Candidate>"""

OLD = """<?xml version="1.0"?><SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="nl">
<LearnerInfo><Identification><PersonName><FirstName>Ada</FirstName><Surname>Ree</Surname></PersonName><ContactInfo><Address><Contact>
<AddressLine>High Street 1</AddressLine><Municipality>London</Municipality><Country><Code>UK</Code></Country></Contact>
</Address><Email><Contact>ada@example.org</Contact></Email></ContactInfo><Demographics><Birthdate year="1980"/>
</Demographics></Identification><Headline><Description><Label>Bakker</Label></Description></Headline>
{jobs}
<Skills><Linguistic><MotherTongueList><MotherTongue><Description><Code>nl</Code><Label>Nederlands</Label></Description>
</MotherTongue></MotherTongueList><ForeignLanguageList><ForeignLanguage><Description><Code>en</Code><Label>Engels</Label>
</Description><ProficiencyLevel><Listening>B2</Listening><Writing>Z9</Writing></ProficiencyLevel></ForeignLanguage>
</ForeignLanguageList></Linguistic><Communication><Description>Ik luister goed.</Description></Communication>
<Driving><Description><Licence>B</Licence></Description></Driving></Skills>
<AchievementList><Achievement><Title><Code>volunteering</Code><Label>Taalmaatje</Label></Title></Achievement>
</AchievementList></LearnerInfo></SkillsPassport>"""
JOB = """<WorkExperience><Period><From year="2019" month="--03"/><To year="2020"/></Period><Position>
<Label>Bakker</Label></Position><Activities>Brood.</Activities><Employer><Name>Bakkerij</Name></Employer></WorkExperience>"""


def test_parse_reads_the_cv_of_today() -> None:
    read = parse(CANDIDATE.encode())
    person, found = read.record.person, {item.kind: item for item in read.record.items}
    assert (person.name, person.email, person.phone) == ("Ada van der Ree", "ada@example.org", "+31 612345678")
    assert (person.street, person.postcode, person.place, person.country) == (
        "Dorpsstraat 1",
        "1234 AB",
        "Ons Dorp",
        "NL",
    )
    assert person.links == (Link("https://example.org/ada", "linkedin"),)
    assert person.summary == "Ik bak brood."
    assert found[Kind.WORK] == Item(
        Kind.WORK,
        "bakker",
        uri="http://data.europa.eu/esco/occupation/x",
        organisation="Bakkerij Ree",
        place="Ons Dorp",
        country="NL",
        start=Moment(2021, 10),
        is_ongoing=True,
        description="Elke nacht:\n- kneden\n- bakken & verkopen",
    )
    school = found[Kind.EDUCATION]
    assert (school.title, school.level, school.field, school.start) == ("Brood en banket", "3", "0721", Moment(2018))
    assert found[Kind.CREDENTIAL].title == "Rijbewijs B"
    assert found[Kind.VOLUNTEERING].is_ongoing
    tongues = {item.title: item.language for item in read.record.of(Kind.LANGUAGE)}
    assert tongues == {
        "Nederlands": LanguageLevel("nl", True),
        "Gronings": LanguageLevel("", True),
        "Engels": LanguageLevel("en", listening="B2"),
    }
    assert read.record.skills == (SkillClaim("samenwerken", ESCO),)


def test_parse_tells_what_it_left_out() -> None:
    told = {
        (finding.code, finding.values.get("what") or finding.values.get("value"))
        for finding in parse(CANDIDATE.encode()).findings
    }
    assert ("privacy", "geboortedatum of geboorteplaats") in told
    assert ("privacy", "maatschappelijke en politieke activiteiten") in told
    assert ("not_kept", "meer e-mailadressen") in told
    assert ("not_kept", "bedrijfstak") in told
    assert ("bad_link", "javascript:alert(1)") in told
    assert ("end_before_start", "2018 - 2017") in told
    assert any(code == "bad_level" and "GOED" in str(value) for code, value in told)


@pytest.mark.parametrize(
    "jobs",
    [f"<WorkExperienceList>{JOB}</WorkExperienceList>", JOB, f"<WorkExperience>{JOB}</WorkExperience>"],
    ids=["in a list", "alone", "within its own name"],
)
def test_parse_reads_each_layout_of_before_2020(jobs: str) -> None:
    read = parse(OLD.format(jobs=jobs).encode())
    job = read.record.of(Kind.WORK)
    assert [(one.title, one.organisation, one.start, one.end) for one in job] == [
        ("Bakker", "Bakkerij", Moment(2019, 3), Moment(2020))
    ]
    assert (read.record.person.headline, read.record.person.country) == ("Bakker", "GB")
    assert read.record.of(Kind.LANGUAGE)[1].language == LanguageLevel("en", listening="B2")
    assert read.record.of(Kind.VOLUNTEERING)[0].title == "Taalmaatje"
    assert read.record.skills == (SkillClaim("Communiceren", behaviour="Ik luister goed."),)
    assert {finding.code for finding in read.findings} >= {"privacy", "bad_level"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b'<!DOCTYPE a [<!ENTITY x "y">]><Candidate>&x;</Candidate>', "entities"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><Candidate/>', "entities"),
        (b"<Candidate><a></Candidate>", "not_xml"),
        (b"<Candidate", "not_xml"),
        (b"<html><body/></html>", "unknown"),
        (b'<Candidate xmlns="http://www.europass.eu/1.0"/>', "nothing"),
        (b"<Candidate>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</Candidate>", "nothing"),
        (b'<?xml version="1.0" encoding="klingon"?><Candidate/>', "not_xml"),
    ],
)
def test_parse_refuses_what_is_hostile_or_something_else(data: bytes, code: str) -> None:
    with pytest.raises(RecordRefused) as refused:
        parse(data)
    assert refused.value.finding.code == code


def test_parse_refuses_more_items_than_a_life_holds() -> None:
    many = OLD.format(jobs=f"<WorkExperienceList>{JOB * 1001}</WorkExperienceList>")
    with pytest.raises(RecordRefused) as refused:
        parse(many.encode())
    assert refused.value.finding.code == "too_many"


held = st.one_of(
    items(Kind.WORK, organisation=names, place=names, country=st.sampled_from(["", "NL"])),
    items(
        Kind.EDUCATION, organisation=names, level=st.sampled_from(["", "3", "6"]), field=st.sampled_from(["", "0721"])
    ),
    *(
        items(kind, place=names | st.just(""))
        for kind in (
            Kind.COURSE,
            Kind.VOLUNTEERING,
            Kind.HOBBY,
            Kind.PROJECT,
            Kind.AWARD,
            Kind.CARE,
            Kind.LEARNT_AT_WORK,
        )
    ),
    st.builds(Item, st.just(Kind.LANGUAGE), st.just("Engels"), language=records.languages),
)


@settings(max_examples=60, deadline=None)
@given(
    people,
    st.lists(held, max_size=4),
    st.lists(
        st.builds(SkillClaim, lines, st.sampled_from(["", ESCO])),
        max_size=2,
        unique_by=lambda s: s.uri or s.name.casefold(),
    ),
)
def test_writing_and_reading_back_gives_the_same(person: object, made: list[Item], skills: list[SkillClaim]) -> None:
    record = Record(person, tuple(made), tuple(skills), "nl")  # type: ignore[arg-type]
    if {skill.name.casefold() for skill in skills if not skill.uri} & {
        skill.name.casefold() for skill in skills if skill.uri
    }:
        record = replace(record, skills=())
    back = parse(write_europass(record).data).record
    assert back.person == record.person
    assert back.skills == record.skills
    assert sorted(back.items, key=repr) == sorted(record.items, key=repr)


def test_write_tells_what_europass_cannot_hold() -> None:
    record = one_of_everything()
    said = replace(record, skills=(SkillClaim("bakken", level=4, source=Source.ENDORSED, by="Baas"),))
    told = {finding.code for finding in write_europass(said).findings}
    assert told == {"not_held", "claim_not_held"}
    assert b"Baas" not in write_europass(said).data
    assert {item.kind for item in parse(write_europass(record).data).record.items} == set(Kind)
