"""The colours of the lights, measured: apart for every eye, and visible on paper (colorspacious: CAM02-UCS)."""

from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE
from numpy.typing import NDArray

from domain.reporting.lights import Light
from reports.pictures.light_signs import COLOURS, EDGE, FAINT, HEADING, INK, PAPER, STRIPE

APART = 30
"""CAM02-UCS; 1 is about the smallest difference that an eye sees side by side, 10 is plain at a glance."""
SIGNS_CONTRAST, TEXT_CONTRAST = 3.0, 4.5
"""WCAG 2.1, success criteria 1.4.11 (graphical objects) and 1.4.3 (text, level AA)."""
DEFICIENCIES = [None, "deuteranomaly", "protanomaly", "tritanomaly"]

Colour = NDArray[np.float64]


def rgb(colour: str) -> Colour:
    return np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])


def seen(colour: str, deficiency: str | None) -> Colour:
    """Return the colour as an eye without one kind of cones sees it (Machado et al. 2009, severity 100)."""
    if deficiency is None:
        return rgb(colour)
    space = {"name": "sRGB1+CVD", "cvd_type": deficiency, "severity": 100}
    found: Colour = np.clip(cspace_convert(rgb(colour), space, "sRGB1"), 0, 1)
    return found


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.1, 1 to 21."""
    lighter, darker = sorted((luminance(colour), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_every_two_lights_stay_apart_for_every_eye(deficiency: str | None) -> None:
    for one, other in combinations(Light, 2):
        pair = (seen(COLOURS[one], deficiency), seen(COLOURS[other], deficiency))
        assert deltaE(*pair, input_space="sRGB1", uniform_space="CAM02-UCS") >= APART, (one, other)


def test_the_red_and_green_of_traffic_lights_would_not_pass() -> None:
    pair = (seen("#4CAF50", "deuteranomaly"), seen("#F44336", "deuteranomaly"))
    assert deltaE(*pair, input_space="sRGB1", uniform_space="CAM02-UCS") < APART


@pytest.mark.parametrize("ground", [PAPER, STRIPE, HEADING])
def test_signs_and_texts_stand_out_from_what_they_are_drawn_on(ground: str) -> None:
    assert contrast(EDGE, ground) >= SIGNS_CONTRAST
    assert contrast(INK, ground) >= TEXT_CONTRAST
    assert contrast(FAINT, ground) >= TEXT_CONTRAST


@pytest.mark.parametrize("light", Light)
def test_a_light_stands_out_from_its_rim_or_from_the_paper(light: Light) -> None:
    assert max(contrast(COLOURS[light], EDGE), contrast(COLOURS[light], PAPER)) >= SIGNS_CONTRAST
