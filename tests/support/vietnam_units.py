"""The two vintages of ../shared/data/vietnam-units and the mapping between them, as CSV files that the program reads."""
import csv
import json
import os


def write(folder, name, head, rows):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(head)
        table.writerows(rows)
    return path


def old_units(path, folder):
    """Files of provinces, districts and communes in force in March 2025."""
    with open(path, encoding="utf-8") as file:
        provinces = json.load(file)
    districts = [(d, p) for p in provinces for d in p["District"]]
    communes = [(w, d) for d, _ in districts for w in d["Ward"] or []]
    return {
        "province": write(folder, "old-province.csv", ["code", "name"], [(p["Code"], p["FullName"]) for p in provinces]),
        "district": write(folder, "old-district.csv", ["code", "name", "parent"],
                          [(d["Code"], d["FullName"], p["Code"]) for d, p in districts]),
        "commune": write(folder, "old-commune.csv", ["code", "name", "parent"],
                         [(w["Code"], w["FullName"], d["Code"]) for w, d in communes]),
    }


def new_units(path, folder):
    """Files of provinces and communes in force since July 2025, and the mapping."""
    with open(path, encoding="utf-8") as file:
        tables = {t["name"]: t["data"] for t in json.load(file) if t["type"] == "table"}
    columns = ["old_ward_code", "old_ward_name", "old_district_name", "old_province_name", "new_ward_code", "new_ward_name",
               "new_province_name"]
    return {
        "province": write(folder, "new-province.csv", ["code", "name"],
                          [(p["province_code"], p["name"]) for p in tables["provinces"]]),
        "commune": write(folder, "new-commune.csv", ["code", "name", "parent"],
                         [(w["ward_code"], w["name"], w["province_code"]) for w in tables["wards"]]),
        "mapping": write(folder, "mapping.csv", columns, [[row[c] or "" for c in columns] for row in tables["ward_mappings"]]),
    }
