"""Spark gives the numbers of DuckDB: a real session of PySpark on two cores, one for all tests here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engine.estimation.scale.world import crowd, duck, panel, written
from wending.engine.estimation.scale.engines import Spark
from wending.engine.estimation.scale.over_time import effects_over_time
from wending.engine.estimation.scale.persons import PersonColumns, doubly_robust_at_scale
from wending.engine.estimation.terms import NotAnswerable


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("Spark needs Java 17 or later: install a JRE (Debian: openjdk-17-jre-headless) or set JAVA_HOME")
    from pyspark.sql import SparkSession

    folder = tmp_path_factory.mktemp("spark")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.adaptive.enabled": "false",
        # Small data: compiling would take longer than reckoning.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    made = builder.getOrCreate()
    made.sparkContext.setLogLevel("ERROR")
    yield made
    made.stop()


@pytest.mark.parametrize("key", ["whole", "text"])
def test_effects_over_time_same_numbers_on_both_engines(key: str, session: Any, tmp_path: Path) -> None:
    frame = panel(150, 6, missing=0.15)
    frame["outcome"] = frame["outcome"].mask(frame.index % 19 == 0)
    if key == "text":
        frame["unit"] = "u" + frame["unit"].astype(str)
    source = written(frame, tmp_path)
    here, there = (effects_over_time(engine, source) for engine in (duck(tmp_path), Spark(session, 500)))
    assert [(cell.value, cell.error) for cell in there.group_time.cells] == [
        pytest.approx((cell.value, cell.error), rel=1e-13, abs=1e-14) for cell in here.group_time.cells
    ]
    assert here.two_way is not None
    assert there.two_way is not None
    for one, other in zip((here.two_way.plain, *_events(here)), (there.two_way.plain, *_events(there)), strict=True):
        assert (one.value, one.error) == pytest.approx((other.value, other.error), rel=1e-9)
    assert there.told == here.told


def _events(found: Any) -> list[Any]:
    return [one.estimate for one in found.two_way.events]


def test_doubly_robust_same_numbers_on_both_engines(session: Any, tmp_path: Path) -> None:
    source, columns = written(crowd(400), tmp_path), PersonColumns(covariates=("age", "south"), cluster="school")
    here, there = (
        doubly_robust_at_scale(engine, source, columns).estimate for engine in (duck(tmp_path), Spark(session, 5000))
    )
    assert (there.value, there.error) == pytest.approx((here.value, here.error), rel=1e-9)
    assert there.effective == pytest.approx(here.effective, rel=1e-9)


def test_effects_over_time_bad_data_is_told_on_spark_too(session: Any, tmp_path: Path) -> None:
    frame = panel(40, 3)
    with pytest.raises(NotAnswerable, match="unit-period-twice"):
        effects_over_time(Spark(session), written(frame._append(frame.head(1)), tmp_path))
