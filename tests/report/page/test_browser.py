import re
import shutil
import subprocess

import pytest

from hdlgen.mapping.design import load_design
from hdlgen.report.page import page
from hdlgen.report.page.runs import Runs

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed, which opens the page")

PLAY = """<script>
const tile = document.querySelector('[data-stage="conv2"]');
window.addEventListener("load", () => {
  tile.focus();
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight"]) {
    tile.dispatchEvent(new KeyboardEvent("keydown", { key }));
  }
  document.title = "played";
});
</script></body>"""


def test_a_browser_shows_it_without_an_error(tmp_path):
    design = load_design("lenet_q4")
    text = page(design, Runs(), 100e6)
    file = tmp_path / "page.html"
    file.write_text(text.replace("</body>", PLAY), encoding="utf-8")
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"]
    ran = subprocess.run(
        [*command, f"--user-data-dir={tmp_path / 'profile'}", file.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    assert "CONSOLE" not in ran.stderr, ran.stderr
    assert "<title>played</title>" in ran.stdout
    said = re.search(r'id="cell"[^>]*>([^<]*)<', ran.stdout).group(1)
    # row 1, column 2 of conv2's tile, as its weights have it
    program = design.plan["conv2"].program
    tap = program.segments[0].taps[1]
    channel = program.blocks[0].words[0] * 8 + 2
    weight = int(program.weights[tap, channel])
    sign = {-1: "its negative cell is raised", 0: "both cells at their lowest", 1: "its positive cell is raised"}
    place = f"tap ({tap // 40}, {tap // 8 % 5}) of channel {tap % 8} → channel {channel}"
    assert said == f"conv2, tile 0: row 1, column 2: {place}; segment 0; {sign[(weight > 0) - (weight < 0)]}"
