"""Hamlets through time: an id that stays, and figures that are before an event as they were and after it as they became."""
import json
import os
import sys
import unittest

sys.path.insert(0, __file__.rsplit("/contract/", 1)[0])
from support.program import Workspace, one

COMMUNES = "code,name\n45001,Xã Một\n45002,Xã Hai\n"
HAMLETS = "Mã xã,Tên ấp,Số hộ\n45001,Ấp 1,80\n45001,Ấp 1,90\n45001,Ấp 2,60\n45002,Ấp 3,40\nTổng cộng,,270\n"


class Hamlets(unittest.TestCase):
    def setUp(self):
        self.w = Workspace()
        self.addCleanup(self.w.close)
        self.put("xa.csv", COMMUNES)
        self.w("places", "import", self.path("xa.csv"), "--kind", "commune")

    def path(self, name):
        return os.path.join(self.w.folder, name)

    def put(self, name, content):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(content)
        return self.path(name)

    def hamlets(self, text, *words):
        return self.w.json("places", "import", self.put("ap.csv", text), "--kind", "hamlet", *words)

    def ids(self):
        """(commune, name, households) -> id, of what is in force."""
        self.w("assess", "--as-of", "2026-12-31")
        rows = self.w.json("export", "hamlet", "--as-of", "2026-12-31")["rows"]
        return {(r["parent"], r["name"], r["households"]): r["code"] for r in rows}

    def homes(self, as_of):
        self.w("assess", "--as-of", as_of)
        rows = self.w.json("coverage", "--kind", "household", "--technology", "fiber", "--operator", "any", "--as-of", as_of)["rows"]
        return {r["territory"]: (r["covered"], r["total"]) for r in rows
                if r["level"] == "commune" and r["territory"] != "outside"}

    def test_namesakes_have_ids_that_stay(self):
        report = self.hamlets(HAMLETS)
        self.assertEqual([report["list"][k] for k in ("read", "imported", "refused", "filtered")], [5, 4, 0, 1])
        told = [f["code"] for f in report["findings"]]
        self.assertEqual(told.count("hamlet_same_name"), 2)
        self.assertIn("not_a_row", told)
        first = self.ids()
        self.assertEqual(len(set(first.values())), 4)
        # Positions come, households are counted anew, rows change places; nobody numbered anything.
        self.hamlets("Mã xã,Tên ấp,Số hộ,Kinh độ,Vĩ độ\n45002,ẤP 3,41,105.2,9.2\n45001,Ấp 1,90,105.1,9.1\n45001,Ấp 2,60,105,9\n"
                     "45001,Ấp 1,80,105.3,9.1\n", "--replace", "--valid-from", "2026-01-01")
        second = self.ids()
        self.assertEqual(second["45001", "Ấp 1", 80], first["45001", "Ấp 1", 80])
        self.assertEqual(second["45001", "Ấp 1", 90], first["45001", "Ấp 1", 90])
        self.assertEqual(second["45002", "ẤP 3", 41], first["45002", "Ấp 3", 40])

    def test_figures_are_before_an_event_as_they_were_and_after_it_as_they_became(self):
        self.hamlets(HAMLETS)
        ids = self.ids()
        a, b, two, three = (ids[k] for k in (("45001", "Ấp 1", 80), ("45001", "Ấp 1", 90), ("45001", "Ấp 2", 60),
                                             ("45002", "Ấp 3", 40)))
        counts = self.put("vnpt.csv", f"Mã ấp,Số hộ có hạ tầng,Tổng số hộ\n{a},50,80\n{b},0,90\n{two},60,60\n{three},10,40\n")
        self.w("submit", counts, "--operator", "vnpt", "--technology", "fiber", "--as-of", "2025-06-30")
        before = {"45001": (110, 230), "45002": (10, 40)}
        self.assertEqual(self.homes("2025-12-31"), before)

        events = self.put("events.csv", "Loại biến động,Mã ấp cũ,Nhập vào,Tên mới,Mã xã,Số hộ,Ngày hiệu lực,Nghị quyết\n"
                          f"sáp nhập,{b},{a},Ấp Liên,,,01/01/2026,12/NQ-HĐND\n"
                          f"chuyển xã,{two},,,45002,,01/02/2026,13/NQ-HĐND\n"
                          f"đổi tên,{three},,Ấp Ba,,,01/02/2026,13/NQ-HĐND\n"
                          f"đổi tên,{b},,Ấp Ma,,,01/02/2026,\n"
                          f"chuyển xã,{three},,,99999,,01/02/2026,\n"
                          f"sáp nhập,{three},,,,,01/02/2026,\n"
                          f"đổi tên,{three},,Ấp Tư,,,,\n")
        report = self.w.json("hamlets", "events", events, "--source", "Sở Nội vụ")
        self.assertEqual([report["list"][k] for k in ("read", "imported", "refused", "filtered")], [7, 3, 4, 0])
        self.assertEqual(sorted(f["code"] for f in report["findings"]),
                         ["event_commune_unknown", "event_hamlet_unknown", "event_incomplete", "event_incomplete"])

        self.assertEqual(self.homes("2025-12-31"), before)
        # The row for what merged counts where it went: 50 and 0 of 170.
        self.assertEqual(self.homes("2026-01-15"), {"45001": (110, 230), "45002": (10, 40)})
        self.assertEqual(self.homes("2026-02-15"), {"45001": (50, 170), "45002": (70, 100)})
        self.assertEqual(self.ids()["45001", "Ấp Liên", 170], a)
        self.assertEqual(self.ids()["45002", "Ấp Ba", 40], three)
        # A list that knows nothing of codes still means the same hamlets.
        self.hamlets("Mã xã,Tên ấp,Số hộ\n45001,Ấp Liên,171\n45002,Ấp 2,60\n45002,Ấp Ba,40\n", "--replace", "--valid-from", "2026-03-01")
        self.assertEqual(set(self.ids().values()), {a, two, three})
        self.assertEqual(self.w.json("check")["faults"], [])

        history = self.w.json("hamlets", "history", b)["rows"]
        self.assertEqual([(r["date"], r["event"]) for r in history], [(None, "listed"), ("2026-01-01", "ended"),
                                                                     ("2026-01-01", "merge")])
        self.assertEqual(history[2]["into"], a)
        self.assertEqual(history[2]["decision"], "12/NQ-HĐND")
        self.assertIn("sáp nhập", self.w("hamlets", "history", a))
        status, _, err = self.w.run("hamlets", "history", "h-none")
        self.assertEqual(status, 1, err)

    def test_an_update_keeps_what_the_codes_of_parents_meant(self):
        """In 2025 the code 32134 went to the other commune; a list of 2026 that only counts homes moves no hamlet there."""
        def land(west, code):
            ring = [[west, 9], [west + 0.1, 9], [west + 0.1, 9.1], [west, 9.1], [west, 9]]
            return {"type": "Feature", "properties": {"code": code, "name": f"Xã {west}"},
                    "geometry": {"type": "Polygon", "coordinates": [ring]}}

        def communes(name, *features):
            return self.put(name, json.dumps({"type": "FeatureCollection", "features": list(features)}))

        self.w("places", "import", communes("old.geojson", land(105, "32134"), land(105.1, "32135")), "--kind", "commune",
               "--valid-from", "2020-01-01", "--replace")
        self.w("places", "import", communes("new.geojson", land(105, "32136"), land(105.1, "32134")), "--kind", "commune",
               "--valid-from", "2025-07-01", "--replace")
        self.w("territories", "map", self.put("map.csv", "old_code,new_code,extent\n32134,32136,whole\n32135,32134,whole\n"),
               "--valid-from", "2025-07-01")
        listed = self.hamlets("Mã ấp,Mã xã,Tên ấp,Số hộ\nA1,32134,Ấp 1,80\n", "--valid-from", "2026-01-01", "--codes-as-of", "2024-01-01")
        self.assertEqual(listed["list"]["codes_as_of"], "2024-01-01")
        counted = self.hamlets("Mã ấp,Số hộ\nA1,90\n", "--update", "--list-date", "2026-05-01", "--valid-from", "2026-05-01")
        self.assertEqual(counted["list"]["codes_as_of"], "2024-01-01")
        self.w("submit", self.put("vnpt.csv", "Mã ấp,Số hộ có hạ tầng,Tổng số hộ\nA1,45,90\n"), "--operator", "vnpt",
               "--technology", "fiber", "--as-of", "2026-06-30")
        self.assertEqual({k: v for k, v in self.homes("2026-06-30").items() if v[1]}, {"32136": (45, 90)})

    def test_ids_can_be_had_before_anything_is_assessed(self):
        self.hamlets(HAMLETS)
        rows = self.w.json("export", "hamlet")["rows"]
        self.assertEqual(len({r["code"] for r in rows}), 4)

    def test_an_event_before_a_later_whole_list_is_remarked_on(self):
        self.hamlets(HAMLETS)
        self.hamlets(HAMLETS, "--replace", "--valid-from", "2026-01-01")
        three = self.ids()["45002", "Ấp 3", 40]
        events = self.put("late.csv", f"event,hamlet,name,date\nrename,{three},Ấp Ba,2025-06-01\nrename,{three},Ấp Ba,2026-02-01\n")
        report = self.w.json("hamlets", "events", events)
        self.assertEqual([(f["code"], f["row"]) for f in report["findings"]], [("event_before_list", 2)])

    def test_a_split_gives_new_hamlets_their_own_weights(self):
        self.hamlets(HAMLETS)
        three = self.ids()["45002", "Ấp 3", 40]
        events = self.put("split.csv", "event,hamlet,into,name,weight,date\n"
                          f"split,{three},{three},,25,2026-01-01\nsplit,{three},450021,Ấp 4,15,2026-01-01\n")
        self.assertEqual(self.w.json("hamlets", "events", events)["list"]["imported"], 2)
        self.w("assess", "--as-of", "2026-02-01")
        rows = self.w.json("export", "hamlet", "--as-of", "2026-02-01")["rows"]
        self.assertEqual(one(rows, code=three)["households"], 25)
        self.assertEqual(one(rows, code="450021")["households"], 15)


if __name__ == "__main__":
    unittest.main()
