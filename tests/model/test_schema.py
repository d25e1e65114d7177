"""The schema: what an editor completes, explains and underlines is what the checker says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from little import GOOD, changed
from pydantic import BaseModel
from ruamel.yaml import YAML

from xtdata.cli.schema import schema as command
from xtdata.model import schema
from xtdata.model.catalogue import Dismissal, Quote
from xtdata.model.messages import CATALOGUE

ROOT = Path(__file__).resolve().parents[2]
VALIDATOR = jsonschema.Draft7Validator(schema.json_schema())
FIELDS = [(m, n, info) for m in (*schema.SECTIONS.values(), Quote, Dismissal) for n, info in schema._fields(m)]
NAMES = [f"{model.__name__}.{name}" for model, name, _ in FIELDS]


def as_an_editor_reads(text: str) -> Any:
    """The data with the types of YAML 1.2, in which editors validate."""
    return YAML(typ="safe", pure=True).load(text)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft7Validator.check_schema(schema.json_schema())


@pytest.mark.parametrize("text", [GOOD, (ROOT / "indicators.yaml").read_text(encoding="utf-8")], ids=["little", "shipped"])
def test_sound_data_has_nothing_underlined(text: str) -> None:
    assert [f"{list(error.path)}: {error.message}" for error in VALIDATOR.iter_errors(as_an_editor_reads(text))] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("qualifier: at_least", "qualifier: 以上"),
        ("period: 2022-01/2022-11", "period: 2022年1-11月"),
        ("value: 238", "value: 238个"),
        ("region: dongqu", "region: 东区"),
        ("unit: 亿元", "units: 亿元"),
        ("home: qingcheng\n", ""),
        ("kind: product", "kind: 合计"),
        ("        reason: 口径不明\n", ""),
    ],
)
def test_a_slip_is_underlined(old: str, new: str) -> None:
    assert not VALIDATOR.is_valid(as_an_editor_reads(changed((old, new))))


def test_the_shipped_schema_is_current() -> None:
    assert schema.FILE.read_text(encoding="utf-8") == schema.schema_text(), "python -m xtdata schema > xtdata/indicators.schema.json"


def test_the_data_file_names_the_schema_in_its_first_line() -> None:
    first = (ROOT / "indicators.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (ROOT / first.partition("=")[2]).samefile(schema.FILE)


@pytest.mark.parametrize(("model", "name", "info"), FIELDS, ids=NAMES)
def test_every_field_is_explained_with_a_good_and_a_bad_example(model: type[BaseModel], name: str, info: Any) -> None:
    described = schema.json_schema()["$defs"][model.__name__]["properties"][name]["description"]
    assert info.description and info.examples
    assert described.startswith(info.description)
    assert "\n\n好：" in described and "\n\n坏：" in described


@pytest.mark.parametrize("name", schema._TOP)
def test_every_section_is_explained_with_a_good_and_a_bad_example(name: str) -> None:
    described = schema.json_schema()["properties"][name]["description"]
    assert "\n\n好：" in described and "\n\n坏：" in described


def test_no_example_belongs_to_a_field_that_is_gone() -> None:
    plain = {name.partition(".")[2] for name in NAMES}
    assert [key for key in schema.BAD_EXAMPLES if key not in NAMES and key not in plain] == []


# What a machine can tell from the field alone: the rest is for people to judge.
TELLABLE = (
    "Region.code Region.kind Region.parent Region.color Region.aliases Source.redistributable Source.sha256 Source.authors Source.date "
    "Source.url Source.dismissed Indicator.theme Indicator.direction Observation.indicator Observation.region Observation.period "
    "Observation.value Observation.from Observation.qualifier Observation.status Observation.statistic Observation.source "
    "Relation.kind Relation.terms"
).split()


def field_validator(model: str, name: str) -> jsonschema.Draft7Validator:
    made = schema.json_schema()
    return jsonschema.Draft7Validator({**made["$defs"][model]["properties"][name], "$defs": made["$defs"]})


@pytest.mark.parametrize(("model", "name", "info"), FIELDS, ids=NAMES)
def test_every_good_example_is_good(model: type[BaseModel], name: str, info: Any) -> None:
    good = info.examples[0]
    if name == "sha256":
        good = good.partition("…")[0] * 8
    readings = [good, as_an_editor_reads(good)] if isinstance(good, str) and good[0] not in "#%" else [good]
    assert any(map(field_validator(model.__name__, name).is_valid, readings))


@pytest.mark.parametrize("field", TELLABLE)
def test_a_bad_example_is_bad(field: str) -> None:
    model, _, name = field.partition(".")
    bad, _ = schema.bad_example(model, name)
    assert not field_validator(model, name).is_valid(bad)


def test_the_command_prints_the_schema_and_the_reference() -> None:
    assert json.loads(CliRunner().invoke(command).output) == schema.json_schema()
    assert CliRunner().invoke(command, ["--reference"]).output == schema.reference()


def test_the_reference_holds_every_field_and_every_code() -> None:
    reference = schema.reference()
    assert all(f"| `{name}` |" in reference for _, name, _ in FIELDS)
    assert all(f"| {code} |" in reference for code in CATALOGUE)
    assert all(line.count(" | ") in {2, 4} for line in reference.splitlines() if line.startswith("|"))


def test_the_reference_in_the_manual_is_current() -> None:
    manual = (ROOT / "docs" / "editing.zh.md").read_text(encoding="utf-8")
    assert manual == schema.in_manual(manual), "python -m xtdata schema --reference"
