"""Words by which the name of a body is told from that of a person, and no family is called."""

from __future__ import annotations

import re

from folio.core.unaccented import in_plain_letters


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


#: A body that writes as one, whose last word no family has; some write that word first.
BODIES = _words(
    "collaboration collaborations consortium team committee committees commission organization",
    "organisation association foundation institute university ministry agency",
)
#: Last words of bodies, of which some are families too where they stand first.
LAST_WORDS = BODIES | _words(
    "corporation company society laboratory laboratories labs federation museum authority bureau",
    "administration directorate secretariat alliance academy hospital department division survey",
    "initiative party group groups grp project program programme developers contributors",
    "maintainers authors investigators collaborators community service services nations parliament",
    "congress center centre library coalition network networks forum office senate treasury union",
    "government tribunal subgroup subgroups panel fund registry observatory aquarium archives",
    "konsortium partnership taskforce",
    # of several languages
    "parlament bundesgericht bundesamt landesamt gerichtshof gericht obergericht ministerium",
    "bundesministerium raad domstol domstolen høyesterett verein",
    # of companies
    "srl spa s.r.l s.p.a kft s.r.o ltda oyj bvba inc",
    "incorporated llc llp e.v asbl sarl ltd gmbh corp plc limited software technologies",
    "industries holdings solutions analytics robotics airlines pharmaceuticals instruments devices",
    "electronics semiconductor semiconductors systems associates consulting marketing publishing",
    # of what people cite from the Web, and of fields
    "news blog magazine journal today media television studios online portal database wiki license",
    "zeitung wochenschrift zeitschrift dynamics instrument",
    "toolkit theatre theater research science sciences statistics education technology engineering",
)
#: Those of them that are families as well: A. B. Group.
FAMILIES_TOO = _words("group party union service project hospital bureau fund panel journal blog")
#: Words that tell a body which is called by one of those: Group, Elm Study.
GROUPED = _words(
    "research study working publishing advisory steering writing interest trial task general",
    "university postal health labour labor economic mission",
)
#: Words with which the name of a body begins in several languages, and no name of a person does.
_FIRST = _words(
    "universität université universidad universidade università universitat universiteit",
    "uniwersytet univerzita institut institute instituto istituto ministerio ministério ministère",
    "ministero ministerium bundesamt bundesministerium office bureau center centre centro comisión",
    "comissão commissione commission comité comitê société sociedad sociedade asociación",
    "associação associazione association consejo conselho conseil consiglio fundación fundação",
    "fondation fondazione fundacja stiftung stichting agence agencia agência agenzia secretaría",
    "secretaria departamento département dirección direção organización organização bundesverband",
    "bundesverfassungsgericht bundesgerichtshof bundesverwaltungsgericht cour bundesgericht",
    "oberlandesgericht landgericht amtsgericht gerichtshof verwaltungsgericht obergericht",
    "verfassungsgericht tribunal assemblée bundesrat bundestag bundesregierung landesamt",
    "landesregierung landtag bundesanstalt parlement parlamento gobierno governo gouvernement",
    "rechtbank gerechtshof rijksdienst rijksinstituut gemeente sąd trybunał soud domstolen",
    "ministerstvo ministerstwo ministeriet министерство суд комитет federación federação",
    "fédération federazione confederación confederação académie academia akademie observatoire",
    "observatorio observatório museo musée museu biblioteca bibliothèque bibliothek hochschule",
    "fachhochschule laboratoire laboratorio laboratório grupo groupe arbeitsgruppe arbeitskreis",
    "projektgruppe redaktion rédaction redacción redação banque câmara cámara superintendencia",
    "municipalidad ayuntamiento prefeitura servicio serviço corporación empresa concejo alcaldía",
    "gobernación diputación generalitat contraloría procuraduría defensoría presidencia congreso",
    "senado hospital clínica clinique escuela escola école scuola colegio colégio programa",
    "proyecto república verein verband kommission landkreis kanton prefettura mairie",
)
FIRST_WORDS = _FIRST | {in_plain_letters(word) for word in _FIRST}
#: What no given name is, of bodies of a state, of several, or of a field.
NEVER_GIVEN = _words(
    "federal european international national constitutional statistical statistisches statistics",
    "eidgenössisches auswärtiges europäische europäischer deutsche deutscher deutsches",
    "österreichische österreichischer österreichisches schweizerische schweizerischer",
    "schweizerisches oberster canadian australian brazilian norwegian",
    "swedish geoscience environment environmental transport public natural economic information",
    "digital electronic computer computing infrastructure ordnance social physical psychological",
    "biological industrial technical agricultural medical historic",
    # of companies and sites
    "google microsoft facebook nvidia openai youtube twitter github gitlab netflix wikimedia",
    "wikipedia creative hugging mozilla",
)
BEGINNINGS = FIRST_WORDS | NEVER_GIVEN
#: Last words of bodies that are families too, and how those of a court, a bank or a council are
#: called with them: Tribunal Supremo, Oak Research Council, but Ada Court.
COURTS = _words("court bank council board")
OF_STATES = re.compile(
    r"(?:Supreme|High|District|Superior|Crown|County|Criminal|Appellate|Commercial|Regional) Court"
    r"|Corte (?:Costituzionale|Constitucional|Suprema|Internacional|Interamericana|Europea|Penal).*"
    r"|(?:Supremo|Superior) Tribunal.*|(?:Nejvyšší|Ústavní|Najvyšší|Ústavný) so?úd|Hoge Raad.*"
    r"|(?:World|Central|Reserve|Development) Bank|Conseil d['’]\S.*|Cour de .*|Bundes\w+gericht .*"
    r"|.* (?:Research|Arts|City|County|Town|Privy) Council"
    r"|.* (?:Advisory|Editorial|Executive|Supervisory|Management|Review) Board"
)
