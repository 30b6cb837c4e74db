"""How sure the figures of a scan are, and whether they are right: certainty.py TRUTH.json EXTRACT.jsonl LABEL.

Prints a row of the table of scores: how many figures of the truth are read as printed in their place, how many are
called certain, and how many of those are right. Tables are matched as ../shared/score/tables.py does.
"""
import json
import os
import sys

sys.path.insert(0, os.path.join(os.environ.get("SHARED", "../shared"), "score"))
from common import is_number, squash  # noqa: E402
from tables import match  # noqa: E402


def main(truth, extract, label):
    wanted = json.load(open(truth, encoding="utf-8"))["tables"]
    try:
        found = json.loads(open(extract, encoding="utf-8").readline())["tables"]
    except (OSError, ValueError, KeyError):
        found = []
    partner = match(wanted, found)
    figures = right = certain = wrong = 0
    for t, table in enumerate(wanted):
        cells = found[partner[t]]["cells"] if t in partner else []
        have = {(cell["row"], cell["col"]): cell for cell in cells}
        for cell in table["cells"]:
            text, read = squash(cell["text"]), have.get((cell["row"], cell["col"]), {"text": ""})
            equal = squash(read["text"]) == text
            figures += is_number(text)
            right += is_number(text) and equal
            certain += bool(read.get("certain"))
            wrong += bool(read.get("certain")) and not equal
    share = 1 - wrong / certain if certain else 0
    print(f"| {label} | certainty | figures={figures} right={right / max(figures, 1):.4f} "
          f"certain={certain / max(figures, 1):.4f} right_of_certain={share:.4f} wrong_and_certain={wrong} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
