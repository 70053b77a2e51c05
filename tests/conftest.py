"""What all tests share is in tests/shared_by_all.py, which whoever hands them out to workers does without."""

import pytest
from hypothesis import settings

# The machines that run the tests are shared: a slow example is no fault of the code.
settings.register_profile("project", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=10)
settings.load_profile("project")


def pytest_configure(config: pytest.Config) -> None:
    """Load the product, unless it is workers that will: they would wait for it, and then load it as well."""
    hands_out = config.getoption("dist", "no") != "no" and not hasattr(config, "workerinput")
    if not hands_out:
        config.pluginmanager.import_plugin("tests.shared_by_all")
