"""The shipped data and the model: clean, complete, byte for byte as received, and documented field by field."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
from pydantic import BaseModel

from xtdata.facts.loading import load_file
from xtdata.model import catalogue as model
from xtdata.verification.coverage import cover

ROOT = Path(__file__).resolve().parent.parent
SEEDS = {
    "000_8392dcd9fa305d81.txt": "2a5effedea2502cdb36b7af0813dd8ee90fa873d5fea0d187130ae8de673e7d2",
    "001_af35c65451c4c29d.txt": "688750494f638b9ba04e2804a792f191d1c5ff358f69bbc2c4377422a3b3a231",
    "002_3f789335eb2ba04a.txt": "a8b033e91d82b206ce39e7a053e1891d666bdc82d032366de66f09d1065ecc1d",
    "003_9f14ab93c5a18b94.txt": "5eb122785c39172c6455ad6832928d46ad7a08eeed7eaf78b7826373fac00d82",
    "004_83512b7f3c7f29a3.txt": "703f784b55f377a9afa14d089f06a2c40c79120c697a320e18bd14dd4d61f2e0",
}


@pytest.fixture(scope="module")
def loaded():
    return load_file(ROOT / "indicators.yaml")


def test_the_shipped_file_has_no_errors_and_no_warnings(loaded):
    assert [str(diagnostic) for diagnostic in loaded.diagnostics if diagnostic.severity != "note"] == []


@pytest.mark.parametrize(("name", "digest"), SEEDS.items())
def test_the_seeds_are_as_received(name, digest):
    assert sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == digest


def test_every_seed_is_a_source_with_its_checksum(loaded):
    registered = {source.file: source.sha256 for source in loaded.catalogue.sources.values()}
    assert {f"seeds/{name}": digest for name, digest in SEEDS.items()}.items() <= registered.items()


def test_no_number_of_a_seed_is_open(loaded):
    covered = {one.source: one for one in cover(loaded.catalogue, loaded.library.texts, loaded.evidence)}
    assert {f"seeds/{name}" for name in SEEDS} <= {loaded.catalogue.sources[one].file for one in covered}
    still_open = [(key, number.line, number.text) for key, one in covered.items() for number in one.open]
    assert still_open == []


def test_every_observation_of_a_seed_is_proved_by_its_figure(loaded):
    for key, observation in loaded.catalogue.observations.items():
        if observation.source in loaded.library.texts:
            evidence = loaded.evidence[key]
            assert len(evidence) == len(observation.quote)
            assert all(one.figure for one in evidence)


def test_every_theme_has_an_indicator_and_every_indicator_an_observation(loaded):
    used = {loaded.catalogue.indicators[one.indicator].theme for one in loaded.catalogue.observations.values()}
    assert used == set(loaded.catalogue.themes)
    assert {one.indicator for one in loaded.catalogue.observations.values()} == set(loaded.catalogue.indicators)


def test_ids_are_fit_for_links(loaded):
    for key in loaded.catalogue.observations:
        assert not re.search(r"[\s?#%]", key)


# --- the model --------------------------------------------------------------------------------------

MODELS = [
    one for one in vars(model).values()
    if isinstance(one, type) and issubclass(one, BaseModel) and one.__module__ == model.__name__ and one.model_fields
]  # fmt: skip
FIELDS = [(one, name, info) for one in MODELS for name, info in one.model_fields.items()]


def test_the_models_are_found():
    assert {one.__name__ for one in MODELS} >= {"Theme", "Region", "Source", "Indicator", "Observation", "Relation", "Quote", "Dismissal"}


@pytest.mark.parametrize(("owner", "name", "info"), FIELDS, ids=[f"{owner.__name__}.{name}" for owner, name, _ in FIELDS])
def test_every_field_has_a_chinese_description_and_examples(owner, name, info):
    assert re.search("[一-鿿]", info.description or "")
    assert info.examples


@pytest.mark.parametrize("owner", MODELS)
def test_every_part_of_the_file_has_a_chinese_description(owner):
    assert re.search("[一-鿿]", owner.__doc__ or "")


@pytest.mark.parametrize(("owner", "name", "info"), FIELDS, ids=[f"{owner.__name__}.{name}" for owner, name, _ in FIELDS])
def test_every_field_is_in_the_editors_manual(owner, name, info):
    manual = (ROOT / "docs" / "editing.zh.md").read_text(encoding="utf-8")
    assert re.search(rf"(?<![\w-]){re.escape(info.alias or name)}(?![\w-])", manual)
