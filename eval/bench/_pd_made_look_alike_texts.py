"""Sentences of service desks with numbers that identify nobody, by what they are: {x} is where one stands."""

from __future__ import annotations

LOOK_ALIKES: dict[str, tuple[str, ...]] = {
    "order": (
        "Ordernummer {x}", "mijn bestelling {x} is niet geleverd", "order {x}", "Bestelnr: {x}",
        "Where is my order {x}?", "order number is {x}", "Waar blijft bestelling {x}?",
        "Ik heb onder ordernr {x} twee lampen gekocht", "cancel order {x} please", "bestelnummer is {x}",
        "Bestelling {x} is half geleverd", "status van order {x}?", "I want to return order {x}",
    ),
    "ticket": (
        "Ticket {x}", "zie ticketnummer {x}", "case {x} is closed", "melding {x}", "mijn zaaknummer: {x}",
        "incident {x} staat nog open", "Eerder gemeld onder {x} (ticket)", "vervolg op ticket {x}",
        "my case number {x}", "zaak {x} loopt al weken", "incidentnummer {x}",
        "Nog steeds geen antwoord op ticket {x}", "case {x} was closed too early", "meldingsnummer {x}",
    ),
    "invoice": (
        "Factuur {x}", "factuurnummer {x} klopt niet", "invoice {x} was paid", "Betreft: factuurnr. {x}",
        "betalingskenmerk {x}", "Waarom is factuur {x} hoger?", "factuurnr: {x}", "your invoice no. {x} is wrong",
        "nota met factuurnummer {x}", "kenmerk {x}", "Factuur {x} is al betaald", "double payment for invoice {x}",
        "creditnota bij factuur {x}",
    ),
    "meter": (
        "Meternummer {x}", "de meterstand is {x}", "stand {x}", "meter {x} draait terug", "gasmeter {x}",
        "meter reading {x}", "Op de meter staat {x}", "meternr. {x} hangt in de gang", "The meter number reads {x}",
        "meterstand {x} doorgeven", "stand gas: {x}", "nieuwe meter {x} geplaatst",
        "meternummer {x} staat op de kast", "meter {x} gives no reading",
    ),
    "tracking": (
        "Track & trace {x}", "pakket {x} is kwijt", "tracking number {x}", "zending {x}", "parcel {x} not delivered",
        "Volgens track&trace {x} is hij bezorgd", "pakketnummer {x}", "My parcel {x} is stuck", "zendingnummer: {x}",
        "shipment {x}", "Pakket {x} is niet bezorgd", "tracking code {x} unknown", "de zending {x} is terug",
    ),
    "EAN": (
        "EAN {x}", "EAN-code: {x}", "ean code elektra {x}", "barcode {x}", "EAN gas {x}", "EAN-code {x} klopt niet",
        "de ean is {x}", "product with barcode {x}", "EAN: {x} stroom", "ean-code van de aansluiting: {x}",
        "EAN {x} hoort bij de buren", "wrong EAN {x}",
    ),
    "date": (
        "op {x}", "Sinds {x} werkt het niet", "verhuisdatum {x}", "on {x} I called", "datum: {x}", "{x}",
        "vanaf {x} geen internet", "De afspraak was {x}", "It broke on {x}", "ingangsdatum {x}", "geboekt {x}",
        "Per {x} opgezegd", "sinds {x}", "installed on {x}",
    ),
    "time": (
        "om {x}", "tussen {x}", "at {x}", "{x}", "de monteur komt {x}", "rond {x} viel alles uit", "komt u {x}?",
        "outage from {x}", "afspraak {x}", "weer online {x}", "tussen {x} was er storing", "at {x} sharp",
        "monteur om {x}",
    ),
    "amount": (
        "Er is {x} afgeschreven", "bedrag {x}", "I paid {x}", "{x} te veel", "kosten: {x}", "Jullie rekenen {x}",
        "{x} teruggekregen", "the deposit of {x}", "termijnbedrag van {x}", "saldo {x}", "{x} teveel betaald",
        "termijn is {x}", "refund of {x}",
    ),
    "version": (
        "versie {x}", "firmware {x}", "version {x}", "na update naar {x}", "running {x}", "draait op versie {x}",
        "Since version {x} it crashes", "app-versie {x}", "firmware is {x}", "upgrade to version {x}",
        "versie {x} crasht", "firmware {x} installed", "update naar versie {x}",
    ),
    "part number": (
        "onderdeel {x}", "artikelnummer {x}", "type {x}", "part number {x}", "model {x} besteld",
        "artikel {x} ontbreekt", "artikelnr {x} nabestellen", "het onderdeel heeft nummer {x}", "need part {x}",
        "type {x} is uitverkocht", "model {x}", "onderdeelnummer {x}", "spare part {x}",
    ),
    "IP address": (
        "ip {x}", "de server {x} reageert niet", "ping {x}", "connected from {x}", "{x}", "mijn ip is {x}",
        "no answer from {x}", "router op {x}", "dns {x} time-out", "ip-adres {x} geblokkeerd", "cannot ping {x}",
        "server {x}",
    ),
    "MAC": (
        "mac {x}", "MAC-adres {x}", "device {x}", "{x}", "het mac-adres is {x}", "MAC: {x}", "blocked device {x}",
        "wifi-adapter {x}", "MAC {x} toevoegen", "mac address {x}", "adapter {x}",
    ),
    "log line": (
        "{x}", "log:\n{x}", "> {x}", "dit staat er: {x}", "In de log staat:\n{x}", "logregel {x}", "output: {x}",
        "```\n{x}\n```", "logbestand:\n{x}", "this is in the log: {x}",
    ),
    "hash": (
        "commit {x}", "sha {x}", "{x}", "sessie {x}", "id {x}", "since commit {x}", "checksum {x}",
        "transactie-id {x}", "request id: {x}", "token {x} verlopen", "commit {x} breekt de build", "sessie-id {x}",
    ),
    "URL": (
        "{x}", "zie {x}", "link: {x}", "op {x} staat het", "see {x} for details", "op deze pagina: {x}",
        "{x} geeft een 404", "the page {x} is down", "({x})", "zie ook {x}", "{x} doet het niet", "link {x}",
    ),
    "contract": (
        "contract {x}", "contractnummer {x}", "polisnummer {x}", "Contract no. {x}", "abonnement {x}",
        "Mijn contract {x} loopt af", "contractnr. {x} opzeggen", "policy: contract {x}", "abonnementsnummer {x}",
        "contractnummer {x} verlengen", "contract {x} ends", "polis {x}",
    ),
    "serial": (
        "serienummer {x}", "serial {x}", "S/N {x}", "IMEI {x}", "serial number: {x}", "serienr. {x} staat onderop",
        "the serial is {x}", "toestel met IMEI {x}", "S/N: {x}", "serienummer: {x}", "serial no. {x}",
    ),
    "error code": (
        "foutcode {x}", "error {x}", "code {x} op het scherm", "{x} in scherm", "melding {x}",
        "hij geeft storing {x}", "screen shows error {x}", "foutmelding {x}", "code: {x}", "error {x} after restart",
        "display toont code {x}",
    ),
}  # fmt: skip
