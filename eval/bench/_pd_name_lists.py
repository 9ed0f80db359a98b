"""Names for the bench of names: drawn up apart from the list that the finder knows, most of them not on it."""

from __future__ import annotations


def _of(names: str, between: str | None) -> tuple[str, ...]:
    return tuple(names.split(between))


GIVEN_NL = _of(
    """
    Geke Roelien Lubbert Harmke Dieneke Jolijn Wietze Sybren Tsjerk Hylke Froukje Gepke Jikke Foekje Ybeltje
    Anne-Fleur Jan-Willem Bartholomeus Pepijn Quirijn Berber Evi Lotje Mijntje Noortje Teuntje Duco Wobbe Jorrick
    Maritgen Josefa Tonke Fenneke Gerdien Herma Albertje Evert-Jan Marie-Claire Jurriën Daniëlle Zoë Loïs Renée
    Mériam Krijntje Aaron-Jan Wiebren Eelkje Sjoerdtje Doutzen Nynke Jildou Sietske Anke-Marije Rixt Aljan Jelte
    Bauke Gosse Durk Haaije Jetske Şule Çağla Tolga Bülent Nuray Hülya Özgür Aylin Cansu Ömer Gülsüm Şükrü Ayşegül
    Mehmetcan Oussama Ilyas Hajar Naoual Soukaina Abdelhak Zoubida Touria Brahim Yahya Ouafae Loubna Nordine
    Chaimae M'hamed Dewkoemar Sharmila Radjesh Soerodj Urmila Orfeo Reshma Shanti Roché Winston-Roy Faziela
    Gaitree Kenwin Zofia Bożena Mirosław Grażyna Jarosław Kinga Zdzisław Bogusława Halina Łucja Wiesława
    Bartłomiej Żaneta Jan Mark Sanne Rose Bart Karin Fatima Roos Joost Marieke
    """,
    None,
)
GIVEN_EN = _of(
    """
    Gwendolyn Percival Tamsin Rhys Siobhán Niamh Eoin Declan Imogen Kayleigh Reginald Tyrone Latoya DeShawn Skyler
    Beau Wyatt Zachary Mackenzie Peyton Delilah Ottilie Angus Hamish Morag Cillian Saoirse Ffion Clement Thaddeus
    Rosalind Cordelia Prudence Winifred Beatrix-May Aoife Oisín Ngozi Chidi Adaeze Kwame Ifeoma Babatunde Priyanka
    Rajiv Anoushka Xiu Mei-Ling Hiroshi Kenji Takumi Seoyeon Nguyet Thanh Bjørn Åsa Øyvind Sunniva Gustavo Thiago
    Ximena Joaquín Íñigo Maïwenn Loïc Gaëlle Mary-Beth Jo-Anne Billie Hattie Effie Nettie Ignatius Lucinda
    Marcella-Jane Trenton Brayden Kelsey Lindon Merrill Mark Will Rose Frank Emma John Grace Sarah
    """,
    None,
)
SURNAMES_NL = _of(
    "de Vries|van den Berg|van der Meer|Jansen|Bakker|El Amrani|Yılmaz|Öztürk|Kowalski|Nowak-Wiśniewska|Ramdin|Soekhoe"
    "|Baldewsingh|Hoekstra|Dijkstra|Zijlstra|'t Hart|in 't Veld|van 't Hof|ter Horst|ten Cate|op den "
    "Kamp|Bos|Bloem|Koning"
    "|de Jong-Visser|van der Heijden-Smit|van Oosterom|Brouwer|de Wit|Veenstra|Hiemstra|Boonstra|"
    "Postma|Çelik|Şahin|Erdoğan"
    "|Ben Ali|El Khattabi|Ouali|Benhaddou|Bouzid|Wójcik|Zieliński|Lewandowska|Kromosoeto|Mahabier|Kartosen|Wijdenbosch"
    "|Schouten|Verhoeven|van Dijk|van Leeuwen|den Ouden|van de Ven|Steenwijk|Quaedvlieg|Terpstra|Wiersma|Nauta|Bruinsma"
    "|Kuipers|Hendriks|Peters|Mulder|Vos|Groot Koerkamp|Schulte Nordholt|van Zuylen van Nijevelt|de la Fuente|d'Hondt",
    "|",
)
SURNAMES_EN = _of(
    "O'Sullivan|McAllister|Smith-Jones|Featherstone|Okafor|Young|Rose|Whitcombe|Ashdown|Thistlewood|Abernathy|Delacroix"
    "|Van Buren|St. Clair|MacIntyre|Fitzgerald|Haverford|Oyelaran|Adeyemi|Iyer|Chowdhury|Takahashi|Nakamura|Kwon|Pham"
    "|Lindqvist|Sørensen|Håkansson|Müller|Schäfer|Lefèvre|Dubois|Fernández|Gonçalves|D'Angelo|Di "
    "Marco|Papadopoulos|Horvath"
    "|Kovačević|Novák|Cook|Baker|Price|Marsh|Blackwood|Pemberton|Sinclair|Holloway|Prescott|Worthington|Castellanos",
    "|",
)
