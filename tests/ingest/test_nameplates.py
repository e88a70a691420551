"""Mastheads, signed lines and sign-offs name the outlet; stories, people and places do not."""

# ruff: noqa: E501 (each head of a page is one string)

from __future__ import annotations

import pytest

from geo.ingest import from_text
from geo.ingest.lines import Line
from geo.ingest.nameplates import is_imprint, nameplate, recased
from tests.ingest.pages import BODY, HEADLINE, page, read_aloud

HEADS = [
    ("{}\n\nBy Ann Lee | Mekong Courier\n\n", "Mekong Courier", None),
    ("{}\n\nBy Ann Lee | Mekong Courier | 5 August 2024\n\n", "Mekong Courier", "2024-08-05"),
    ("{}\n\nBy Ann Lee, Mekong Courier, 5 August 2024\n\n", "Mekong Courier", "2024-08-05"),
    ("{}\n\nAnn Lee | Mekong Courier | 5 August 2024\n\n", "Mekong Courier", "2024-08-05"),
    ("{}\n\nAnn Lee, The Daily Star\n\n", "The Daily Star", None),
    ("{}\n\nAnn Lee for The Daily Star\n\n", "The Daily Star", None),
    ("{}\n\nBy Ann Lee for The Daily Star\n\n", "The Daily Star", None),
    ("{}\n\nBy Ann Lee and Bo Kim – The Highland Observer\n\n", "The Highland Observer", None),
    ("{}\n\nAnn Lee in Goma, Great Lakes Dispatch\n\n", "Great Lakes Dispatch", None),
    (
        "{}\n\nBy Ann Lee, Kivu Morning Post correspondent in Goma\n\n",
        "Kivu Morning Post",
        None,
    ),
    ("{}\n\nBy Ann Lee (Reuters)\n\n", "Reuters", None),
    ("{}\n\nWords by Ann Lee, Lakeside Review\n\n", "Lakeside Review", None),
    ("{}\n\nBy ANN LEE\nThe Lakeside Review\n\n", "The Lakeside Review", None),
    ("{}\n\nBy Ann Lee / Lakeside Review\n\n", "Lakeside Review", None),
    ("THE RIVER HERALD\n\n{}\n\n", "The River Herald", None),
    ("THE RIVER HERALD\nThursday, 2 June 2023\n\n{}\n\n", "The River Herald", "2023-06-02"),
    ("The Daily Star — Thursday, 2 June 2023\n\n{}\n\n", "The Daily Star", "2023-06-02"),
    (
        "The Daily Star — Thursday, 2 June 2023 — Page 3\n\n{}\n\n",
        "The Daily Star",
        "2023-06-02",
    ),
    (
        "THE RIVER HERALD\nFree weekly · 50 cents\n\n{}\nBy Ann Lee\n\n",
        "The River Herald",
        None,
    ),
    ("THE RIVER HERALD — Vol. 12, No. 34 — 50 cents\n\n{}\n\n", "The River Herald", None),
    (
        "The River Herald\nSince 1902 | Vol. XII No. 34 | Thursday, 2 June 2023\n\n{}\n\n",
        "The River Herald",
        "2023-06-02",
    ),
    ("# The River Herald\n\n## {}\n\n", "The River Herald", None),
    ("Mountain Radio News\n\n{}\n\n", "Mountain Radio News", None),
    ("MOUNTAIN TIMES | WORLD\n\n{}\n\n", "Mountain Times", None),
    ("The River Herald | Analysis\n\n{}\n\n", "The River Herald", None),
    ("The River Herald, 2 June 2023, p. 3\n{}\n\n", "The River Herald", "2023-06-02"),
    (
        "LIVE\n\n{}\n\nGulf Monitor\nLast updated: 18:40 GMT\n\n18:40 – Air raid on port\n\n",
        "Gulf Monitor",
        None,
    ),
    ("Gulf Monitor LIVE\n\n{}\n\n18:40 GMT\n\n", "Gulf Monitor", None),
    (
        "PONTE RELIEF INTERNATIONAL\nSITUATION REPORT 12 | 4 MARCH 2024\n\n{}\n\nKEY FIGURES\n\n",
        "Ponte Relief International",
        "2024-03-04",
    ),
    ("{}\n\nFrontier Gazette\n\n", "Frontier Gazette", None),
    ("{}\nFrontier Gazette\n", "Frontier Gazette", None),
    ("{}\n\nFrontier Gazette: ", "Frontier Gazette", None),
    ("{}\n\nTORKHAM, Frontier Gazette: ", "Frontier Gazette", None),
    ("{}\n\nFRONTIER GAZETTE EXCLUSIVE\n\n", "Frontier Gazette", None),
    ("FRONTIER GAZETTE EXCLUSIVE\n{}\n\n", "Frontier Gazette", None),
    ("{}\n\nA Frontier Gazette report\n\n", "Frontier Gazette", None),
    ("{}\n\nFrontier Gazette reporters in Torkham\n\n", "Frontier Gazette", None),
    ("{} | Frontier Gazette\n\n", "Frontier Gazette", None),
    ("{} - Frontier Gazette\n\n", "Frontier Gazette", None),
    ("Frontier Gazette | {}\n\n", "Frontier Gazette", None),
    ("BC-TRUCE-FIGHTING\nURGENT\n{}\nLAKEVILLE, June 2 (Plains Wire) - ", "Plains Wire", None),
    (
        "PLW1234\nTRUCE-FIGHTING/UPDATE 2\n{}\nLAKEVILLE, June 2 (Plains Wire) - ",
        "Plains Wire",
        None,
    ),
    ("{}\n\nPlains Wire / Agencies\n\n", "Plains Wire", None),
    ("{}\n\nKartli Review / Agencies, 8 August 2023\n\n", "Kartli Review", "2023-08-08"),
    (
        "{}\n\nKartli Review staff and agencies\n8 August 2023\n\n",
        "Kartli Review",
        "2023-08-08",
    ),
    ("{}\n\nKartli Review News Desk\n8 August 2023\n\n", "Kartli Review", "2023-08-08"),
    (
        "{}\n\nKartli Review Web Desk | Updated: August 08, 2023 14:30 IST\n\n",
        "Kartli Review",
        "2023-08-08",
    ),
    (
        "{}\n\nEdited by: Kartli Review Desk\nUpdated: Aug 8, 2023, 14:30 IST\n\n",
        "Kartli Review",
        "2023-08-08",
    ),
    ("{}\n\nSource: Kartli Review\nDate: 8 August 2023\n\n", "Kartli Review", "2023-08-08"),
    (
        "Title: {}\nSource: Kartli Review\nDate: 8 August 2023\n\n",
        "Kartli Review",
        "2023-08-08",
    ),
    (
        "HEADLINE: {}\nBYLINE: Ann Lee\nPUBLICATION: Kartli Review\nDATE: 8 August 2023\n\n",
        "Kartli Review",
        "2023-08-08",
    ),
    (
        "From: Kartli Review Daily Briefing\nSubject: {}\nDate: 8 August 2023\n\n",
        "Kartli Review",
        "2023-08-08",
    ),
    ("{}\n\nPrint edition | Kartli Review | 8 August 2023\n\n", "Kartli Review", "2023-08-08"),
    ("KARTLI REVIEW MORNING BRIEFING\n8 August 2023\n\n{}\n\n", "Kartli Review", "2023-08-08"),
    (
        "View this email in your browser\n\nKartli Review Weekly\nIssue 34 | 8 August 2023\n\n{}\n\n",
        "Kartli Review Weekly",
        "2023-08-08",
    ),
    ("{}\n\nPublished in the Kartli Review, 8 August 2023\n\n", "Kartli Review", "2023-08-08"),
    ("{}\n\nKartli Review, Tbilisi, 8 August 2023\n\n", "Kartli Review", "2023-08-08"),
    ("{}\n\nTbilisi, 8 August 2023 (Kartli Review)\n\n", "Kartli Review", "2023-08-08"),
    ("{}\n\nTBILISI, 8 August 2023 – Kartli Review – ", "Kartli Review", "2023-08-08"),
    (
        "PRESS RELEASE\n\n{}\n\nPonte Relief International, Geneva, 8 August 2023\n\n",
        "Ponte Relief International",
        "2023-08-08",
    ),
    ("Kivu Morning Post\n{}\n\n", "Kivu Morning Post", None),
    ("DELTA FREE PRESS\n\n{}\n\n", "Delta Free Press", None),
    ("{}\n\nBy Ann Lee, Special to the Kartli Review\n\n", "Kartli Review", None),
    ("{}\n\nAnn Lee, Special Correspondent, Kartli Review\n\n", "Kartli Review", None),
    ("{}\n\nKARTLI REVIEW (Tbilisi) — 8 August 2023\n\n", "Kartli Review", "2023-08-08"),
    ("{}\n\nGORI (Kartli Review) – ", "Kartli Review", None),
    ("{}\n\nPublished by: Kartli Review\n\n", "Kartli Review", None),
    (
        "Kartli Review\n\nTuesday 8 August 2023 • Evening edition • €1.20\n\n{}\n\n",
        "Kartli Review",
        "2023-08-08",
    ),
    ("Kartli Review > World > Caucasus\n\n{}\n\n", "Kartli Review", None),
    ("Home | Kartli Review | World\n\n{}\n\n", "Kartli Review", None),
    ("{}\n\nAnn Lee\nKartli Review\nTbilisi\n8 August 2023\n\n", "Kartli Review", "2023-08-08"),
    (
        "{}\n\n8 August 2023\n\nAnn Lee, Kartli Review, in Gori\n\n",
        "Kartli Review",
        "2023-08-08",
    ),
    (
        "{}\n\nLakeville Radio's correspondent | 8 August 2023\n\n",
        "Lakeville Radio",
        "2023-08-08",
    ),
    ("{}\n\nReuters Staff\n2 Min Read\n\n", "Reuters", None),
    ("{}\n\nAnn Lee / AFP / Lakeville\n\n", "Agence France-Presse", None),
    ("{}\n\nHighland Observer/AFP\n\n", "Highland Observer", None),
    ("{}\n\nKartli Review – Tuesday\n\n", "Kartli Review", None),
    (
        "The Lakeville Times\n8 August 2023\n\nBy Ann Lee\n\n{}\n\n",
        "The Lakeville Times",
        "2023-08-08",
    ),
    (
        "{}\nBy Ann Lee, The Lakeville Times • August 8, 2023 at 9:15 a.m. EDT\n\n",
        "The Lakeville Times",
        "2023-08-08",
    ),
    ("{}\nAnn Lee, Lakeville Times, August 8, 2023\n\n", "Lakeville Times", "2023-08-08"),
    (
        "{}\nLakeville Times\nBy Ann Lee\nAug. 8, 2023 | 9:15 AM\n\n",
        "Lakeville Times",
        "2023-08-08",
    ),
    ("{}\n\nLakeville Times report\n\n", "Lakeville Times", None),
    ("{}\n\nFrom our correspondent, Lakeville Times\n\n", "Lakeville Times", None),
    ("{}\n\nLAKEVILLE TIMES REPORTER\nGORI\n\n", "Lakeville Times", None),
    ("{}\n\nLakeville Times | @lakevilletimes\n\n", "Lakeville Times", None),
    (
        "{}\n\nPosted 8 August 2023\n\nLakeville Times, with agencies\n\n",
        "Lakeville Times",
        "2023-08-08",
    ),
    ("{}\n\nBorder Guard News, 8 August 2023\n\n", "Border Guard News", "2023-08-08"),
]

FEET = [
    ("(c) Kartli Review, 8 August 2023", "Kartli Review", "2023-08-08"),
    ("© Kartli Review 2023", "Kartli Review", None),
    ("Kartli Review | 8 August 2023", "Kartli Review", "2023-08-08"),
    ("Kartli Review, 8 August 2023", "Kartli Review", "2023-08-08"),
    ("Published in The Kartli Review on 8 August 2023", "The Kartli Review", "2023-08-08"),
    ("Published in Kartli Review on 8 August 2023.", "Kartli Review", "2023-08-08"),
    ("First published 8 August 2023", None, "2023-08-08"),
    ("First published by The Kartli Review, 8 August 2023.", "The Kartli Review", "2023-08-08"),
    ("— The Daily Star, 3 March 2022", "The Daily Star", "2022-03-03"),
    ("-- The Daily Star", "The Daily Star", None),
    ("— Ann Lee, The Daily Star, 3 March 2022", "The Daily Star", "2022-03-03"),
    (
        "ends\n\nContact: press@example.org\nKartli Review, 8 August 2023",
        "Kartli Review",
        "2023-08-08",
    ),
    ("(Kartli Review, 8 August 2023)", "Kartli Review", "2023-08-08"),
    ("[The Daily Star, 3 March 2022]", "The Daily Star", "2022-03-03"),
    (
        "This article first appeared in the Kartli Review on 8 August 2023.",
        "Kartli Review",
        "2023-08-08",
    ),
    ("Kartli Review\n8 August 2023", "Kartli Review", "2023-08-08"),
    ("Ann Lee reports for the Kartli Review from Gori.", "Kartli Review", None),
    ("Ann Lee is a correspondent for the Kartli Review.", "Kartli Review", None),
    ("For media inquiries contact: Ann Lee, Kartli Aid Network, +995 555 123", None, None),
    ("Source: Kartli Review", "Kartli Review", None),
    ("(Source: Kartli Review)", "Kartli Review", None),
    ("Reporting by Ann Lee; Editing by Bo Kim", None, None),
    (
        "A version of this article appears in print on 8 August 2023, Section A, Page 4 of the Kartli Review.",
        "Kartli Review",
        None,
    ),
    ('"We saw it all," said a driver, according to The Daily Star.', None, None),
    (
        "The report was published in The Kartli Review on 8 August 2023, and the army denied it.",
        None,
        None,
    ),
    ("Read more: Kartli Review: talks open", None, None),
    ("Via Kartli Review", "Kartli Review", None),
    ("Kartli Review (Tbilisi)", "Kartli Review", None),
    ("— Ann Lee in Gori for the Kartli Review", "Kartli Review", None),
    ("[Kartli Review]", "Kartli Review", None),
    ("He spoke to the Kartli Review on 8 August 2023.", None, None),
    ("The Kartli Review, a weekly, closed on 8 August 2023.", None, None),
    ("Officials told Highland Radio, Kartli Review, and others.", None, None),
    ("Lakeville Times, August 8, 2023, page A1", "Lakeville Times", "2023-08-08"),
    ("(Lakeville Times/AFP)", "Lakeville Times", None),
    ("LAKEVILLE TIMES", "Lakeville Times", None),
    ("Lakeville Times Media Group © 2023", "Lakeville Times Media Group", None),
    ("Published 8 August 2023 by the Lakeville Times.", "Lakeville Times", "2023-08-08"),
    (
        "ENDS\n\nNotes to editors:\nPonte Relief International has worked in the area since 2012.\n\nContact: Ann Lee, +1 555 1234, press@example.org",
        None,
        None,
    ),
    ("To contact the reporter: Ann Lee in Goma at alee@example.org", None, None),
    ("Lakeville Times, Goma bureau", "Lakeville Times", None),
    ("Read the Lakeville Times", None, None),
    ("Lakeville Times: army shells two villages\nHighland Observer: talks stall", None, None),
    ("Sources: Lakeville Times, Highland Observer, Reuters", None, None),
    ("Lakeville, Times Square, 8 August 2023", None, "2023-08-08"),
    ("Copyright 2018 The Daily Star, Inc. All rights reserved.", "The Daily Star", None),
]

NOBODY = [
    ("{}\n\nTORKHAM: ", None),
    ("{}\n\nStaff and agencies\n8 August 2023\n\n", "2023-08-08"),
    ("{}\n\nBy our correspondent in Goma\n\n", None),
    ("{}\n\nPosted by Ann Lee on 8 August 2023 in World News\n\n", "2023-08-08"),
    ("{}\n\nBy Ann Lee | World\n\n", None),
    ("{}\n\nAnn Lee, Jane Post\n\n", None),
    ("{}\n\nAnn Lee, Goma\n\n", None),
    ("President Sun\n\n{}\n\n", None),
    ("{}\n\nThe Red Cross\n\n", None),
    ("{}\n\nMorning Report\n\n", None),
    ("{}\n\nKhartoum State\n\n", None),
    ("Gaza Strip, 8 August 2023\n{}\n\n", "2023-08-08"),
    ("{}\n\nLAKEVILLE, 8 August 2023 – ", "2023-08-08"),
    ("{}\n\nPhoto: Ann Lee | Kartli Review\n\n", None),
    ("{}\n\nPeople watch the news\n\n", None),
    ("{}\n\nRebels, Local Press\n\n", None),
    ("{}\n\nResidents leave Lakeville. Kartli Review / Ann Lee\n\n", None),
    ("{}\n\nLakeville, North Province | 8 August 2023\n\n", "2023-08-08"),
    ("{}\n\nTwo killed at 18:40, residents say\n\n", None),
    ("Live: talks open in Jeddah\n{}\n\n", None),
    ("M23\n{}\n\n", None),
    ("{}\n\nBy Ann Lee and Jane Post\n8 August 2023\n\n", "2023-08-08"),
    ("{}\n\nJane Post in Goma\n\n", None),
    ("Press release\n\n{}\n\nMinistry of Defence, 8 August 2023\n\n", "2023-08-08"),
    (
        "From: newsletter@example.org\nTo: readers\nSubject: {}\nSent: 8 August 2023\n\n",
        "2023-08-08",
    ),
    ("{}\n\nAgencies\nLakeville\n\n", None),
    ("{}\n\nVillage Voice of Lakeville Radio\n\n", None),
    ("{}\n\nPhotographs by Ann Lee for the Lakeville Times\n\n", None),
    ("{}\n\nThe Army, the Militia and the Press\n\n", None),
    ("{}\n\nA day at the front, Lakeville Times\n\n", None),
    ("Monday\n{}\n\nTuesday\n\n", None),
    ("{}\n\nColonel Sun, Army Press Service\n\n", None),
    ("{}\n\nAnn Lee, spokeswoman, Lakeville Press Agency\n\n", None),
]

OTHER = [
    (
        "RIVER HERALD\n\nFIGHTING SPREADS TO THREE DISTRICTS AS TRUCE FALTERS\n\n",
        "FIGHTING SPREADS TO THREE DISTRICTS AS TRUCE FALTERS",
        "River Herald",
        None,
    ),
    (
        "Live: army enters Lakeville, residents flee\n\nThe Gulf Ledger\nUpdated 8 March 2024, 19:02\n\n18:40\nShelling has begun again in the east, residents say.\n\n18:15\n",
        "Live: army enters Lakeville, residents flee",
        None,
        "2024-03-08",
    ),
    (
        "LIVE | Army enters Lakeville, residents flee\nGulf Monitor live blog, 8 March 2024\n\n6.15 pm\nShelling has begun again in the east, residents say.\n\n6.02 pm\n",
        "LIVE | Army enters Lakeville, residents flee",
        "Gulf Monitor",
        "2024-03-08",
    ),
    (
        "18:40\nShelling has begun again in the east, residents of the town say.\n\n18:15\n",
        None,
        None,
        None,
    ),
    (
        "18:40 Truce holds in the east\nShelling has not begun again in the east, residents of the town say.\n\n18:15\n",
        None,
        None,
        None,
    ),
    (
        "Ponte Relief International – Situation report no. 12 – 4 March 2024\n\nHIGHLIGHTS\n\n",
        "Ponte Relief International – Situation report no. 12 – 4 March 2024",
        "Ponte Relief International",
        "2024-03-04",
    ),
    (
        "Ponte Relief International\nSituation report no. 12\n4 March 2024\n\nHIGHLIGHTS\n\n",
        "Situation report no. 12",
        "Ponte Relief International",
        "2024-03-04",
    ),
    (
        "SITUATION REPORT NO. 12\nPonte Relief International\n4 March 2024\n\nHIGHLIGHTS\n\n",
        "SITUATION REPORT NO. 12",
        "Ponte Relief International",
        "2024-03-04",
    ),
    (
        "Flash update #3: Floods and fighting in the south\nPonte Relief International | 4 March 2024\n\nOVERVIEW\n\n",
        "Flash update #3: Floods and fighting in the south",
        "Ponte Relief International",
        "2024-03-04",
    ),
    (
        "Ponte Relief International: Emergency update, Lake Province, 4 March 2024\n\n1. OVERVIEW\n\n",
        "Ponte Relief International: Emergency update, Lake Province, 4 March 2024",
        "Ponte Relief International",
        "2024-03-04",
    ),
    ("HIGHLIGHTS\n\n", None, None, None),
    (
        "Frontier Gazette: Fighting spreads to three districts as truce falters\n\n",
        "Frontier Gazette: Fighting spreads to three districts as truce falters",
        None,
        None,
    ),
    (
        "Army starts new press\n\nFighting spreads to three districts as truce falters\n\n",
        "Army starts new press",
        None,
        None,
    ),
    (
        "Sudan war: the week in review\n\nMediators call on both sides\n\n",
        "Sudan war: the week in review",
        None,
        None,
    ),
    ("Rebels attack radio\n\n", "Rebels attack radio", None, None),
    ("Sudan: latest news\n\n", "Sudan: latest news", None, None),
    (
        "UN weekly: Fighting spreads to three districts as truce falters\n\n",
        "UN weekly: Fighting spreads to three districts as truce falters",
        None,
        None,
    ),
    (
        "FIGHTING SPREADS TO THREE DISTRICTS AS TRUCE FALTERS\n\nKARTLI REVIEW\nGORI, AUGUST 8, 2023\n\n",
        "FIGHTING SPREADS TO THREE DISTRICTS AS TRUCE FALTERS",
        "Kartli Review",
        "2023-08-08",
    ),
    (
        "Médecins pour Tous: Field update, 8 August 2023\n\n",
        "Médecins pour Tous: Field update, 8 August 2023",
        None,
        "2023-08-08",
    ),
    (
        "Lake Basin Protection Cluster\nWeekly update\n8 August 2023\n\nOverview\n\n",
        "Weekly update",
        "Lake Basin Protection Cluster",
        "2023-08-08",
    ),
    (
        "South Province – Situation report no. 4 – 8 August 2023\n\nHighlights\n\n",
        "South Province – Situation report no. 4 – 8 August 2023",
        None,
        "2023-08-08",
    ),
    (
        "Rebels Seize State Radio\nMediators call on both sides to talk again\n\n",
        "Rebels Seize State Radio",
        None,
        None,
    ),
    (
        "Ten Killed in Attack – State Media\n\n",
        "Ten Killed in Attack – State Media",
        None,
        None,
    ),
    (
        "Ten Killed Near Lakeville, Says Army Radio\n\n",
        "Ten Killed Near Lakeville, Says Army Radio",
        None,
        None,
    ),
    (
        "Sudan's Free Press\nMediators call on both sides to talk again\n\n",
        "Sudan's Free Press",
        None,
        None,
    ),
    (
        "The war on the press\nMediators call on both sides to talk again\n\n",
        "The war on the press",
        None,
        None,
    ),
    (
        "Clashes Near Lakeville Radio\nMediators call on both sides to talk again\n\n",
        "Clashes Near Lakeville Radio",
        None,
        None,
    ),
    (
        "6.5 million displaced as truce falters\n\n",
        "6.5 million displaced as truce falters",
        None,
        None,
    ),
    (
        "10.30 tonnes of aid reach the hills\n\n",
        "10.30 tonnes of aid reach the hills",
        None,
        None,
    ),
    (
        "COVID-19 spreads in camps as truce falters\n\n",
        "COVID-19 spreads in camps as truce falters",
        None,
        None,
    ),
    (
        "Rebels Take Second Town as Truce Falters\n\nFrontier Gazette\n\n",
        "Rebels Take Second Town as Truce Falters",
        "Frontier Gazette",
        None,
    ),
    (
        "Rebels Take Second Town as Truce Falters — Frontier Gazette\n\n",
        "Rebels Take Second Town as Truce Falters",
        "Frontier Gazette",
        None,
    ),
    (
        "Rebels Take Second Town as Truce Falters – Highland Star\n\n",
        "Rebels Take Second Town as Truce Falters – Highland Star",
        None,
        None,
    ),
    (
        "Mount Gazette Residents Flee Fighting\n\n",
        "Mount Gazette Residents Flee Fighting",
        None,
        None,
    ),
    (
        "Killed in Lakeville: Aid Worker and Radio Journal\n\n",
        "Killed in Lakeville: Aid Worker and Radio Journal",
        None,
        None,
    ),
    (
        "UN Security Council\n\nFighting spreads to three districts as truce falters\n\n",
        "UN Security Council",
        None,
        None,
    ),
    (
        "LIVE: Fighting spreads to three districts as truce falters\n\nLakeville Times\n8 August 2023\n\n19:05 – ",
        "LIVE: Fighting spreads to three districts as truce falters",
        "Lakeville Times",
        "2023-08-08",
    ),
    (
        "Live updates: Fighting spreads to three districts as truce falters\nLakeville Times live, 8 August 2023\n\n19.05: ",
        "Live updates: Fighting spreads to three districts as truce falters",
        "Lakeville Times",
        "2023-08-08",
    ),
    (
        "Lakeville Times Live\nFighting spreads to three districts as truce falters – live\n8 August 2023\n\n7:05pm\n",
        "Fighting spreads to three districts as truce falters – live",
        "Lakeville Times",
        "2023-08-08",
    ),
    (
        "Fighting spreads to three districts as truce falters – as it happened\nLakeville Times, 8 August 2023\n\n19:05 GMT\n",
        "Fighting spreads to three districts as truce falters – as it happened",
        "Lakeville Times",
        "2023-08-08",
    ),
    (
        "Ceasefire talks, day two - live blog\nUpdated 8 August 2023 19:05\n\n19:05 Talks resume\n",
        "Ceasefire talks, day two - live blog",
        None,
        "2023-08-08",
    ),
    (
        "HUMANITARIAN BULLETIN | Lake Province | Issue 4 | 8 August 2023\nHighland Aid Consortium\n\nHIGHLIGHTS\n",
        "HUMANITARIAN BULLETIN | Lake Province | Issue 4 | 8 August 2023",
        "Highland Aid Consortium",
        "2023-08-08",
    ),
    (
        "Highland Aid Consortium (HAC)\nLake Province Emergency: Situation Report #4\n8 August 2023\n\nSITUATION OVERVIEW\n",
        "Lake Province Emergency: Situation Report #4",
        "Highland Aid Consortium",
        "2023-08-08",
    ),
    (
        "Situation Report 4 – Highland Aid Consortium\nReporting period: 1–7 August 2023\nDate of issue: 8 August 2023\n\n",
        "Situation Report 4 – Highland Aid Consortium",
        "Highland Aid Consortium",
        "2023-08-08",
    ),
    (
        "Highland Aid | SITREP 4 | 8 August 2023\n\n1. SITUATION OVERVIEW\n\n",
        "Highland Aid | SITREP 4 | 8 August 2023",
        "Highland Aid",
        "2023-08-08",
    ),
    (
        "STATEMENT BY HIGHLAND RESCUE ON THE SHELLING OF A CLINIC\n\n8 August 2023\n\n",
        "STATEMENT BY HIGHLAND RESCUE ON THE SHELLING OF A CLINIC",
        None,
        "2023-08-08",
    ),
    (
        "Good morning. This is the Lakeville Times Briefing.\n\nFighting spreads to three districts as truce falters\n\n",
        None,
        None,
        None,
    ),
]


def read(text: str) -> tuple[str | None, str | None, str | None]:
    """Return headline, outlet and day as they are read, after a look at every offset."""
    article = from_text(text)
    if article.title_span is not None:
        assert article.title_span.of(text) == article.title
    left = read_aloud(text, article.boilerplate)
    assert all(any(own in line for line in left) for own in BODY.split("\n\n"))
    day = article.published
    return article.title, article.source, day.isoformat() if day else None


@pytest.mark.parametrize(("head", "outlet", "published"), HEADS)
def test_the_lines_around_the_headline_name_the_outlet(
    head: str, outlet: str, published: str | None
) -> None:
    """``{}`` stands for the headline."""
    assert read(page(head.format(HEADLINE))) == (HEADLINE, outlet, published)


@pytest.mark.parametrize(("foot", "outlet", "published"), FEET)
def test_the_last_lines_name_the_outlet_or_nobody(
    foot: str, outlet: str | None, published: str | None
) -> None:
    assert read(page(f"{HEADLINE}\n\n", foot)) == (HEADLINE, outlet, published)


@pytest.mark.parametrize(("head", "published"), NOBODY)
def test_people_places_captions_and_headings_are_no_outlet(
    head: str, published: str | None
) -> None:
    assert read(page(head.format(HEADLINE))) == (HEADLINE, None, published)


@pytest.mark.parametrize(("head", "title", "outlet", "published"), OTHER)
def test_live_pages_situation_reports_and_headlines_like_names(
    head: str, title: str | None, outlet: str | None, published: str | None
) -> None:
    assert read(page(head)) == (title, outlet, published)


@pytest.mark.parametrize(
    ("name", "cased"),
    [
        ("THE RIVER HERALD", "The River Herald"),
        ("VOICE OF THE HILLS", "Voice of the Hills"),
        ("PLW NEWS", "PLW News"),
        ("Mekong Courier", "Mekong Courier"),
    ],
)
def test_names_in_capitals_are_recased(name: str, cased: str) -> None:
    assert recased(name) == cased


@pytest.mark.parametrize(
    ("line", "imprint"),
    [
        ("Free weekly · 50 cents", True),
        ("Vol. XII No. 34 | Page 3", True),
        ("Weekly update", False),
        ("12", False),
        ("The price of bread rose by 50 cents", False),
    ],
)
def test_an_imprint_is_price_volume_and_page(line: str, imprint: bool) -> None:
    assert is_imprint(line_of(line)) is imprint


@pytest.mark.parametrize(
    "line",
    [
        "He spoke to the Kartli Review on 8 August 2023.",
        "Officials told Highland Radio, Kartli Review, and others.",
        "The Kartli Review closed.",
        "The Lakeville Refugee Agency",
        "(Ann Lee/Mekong Courier)",
        "According to The Daily Star, two towns fell.",
        "Two killed, The Daily Star reports",
    ],
)
def test_a_sentence_is_no_nameplate(line: str) -> None:
    assert nameplate(line_of(line)) is None


def line_of(text: str) -> Line:
    """Return a text as its one line."""
    return Line(0, len(text), text)
