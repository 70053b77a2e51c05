"""What a browser is told with every answer: run nothing but this page, keep nothing, tell nobody."""

from collections.abc import Mapping

_POLICY = "Content-Security-Policy"
_FEATURES = "Permissions-Policy"
_HEADERS = {
    _POLICY: (
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; "
        "connect-src 'self'; img-src 'self' blob:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types gridbot"
    ),
    "Cache-Control": "no-store",
    # nginx would lay a large answer on its disk: what a handler opens by passphrase is in it.
    "X-Accel-Buffering": "no",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
    _FEATURES: ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "browsing-topics",
            "camera",
            "display-capture",
            "geolocation",
            "gyroscope",
            "hid",
            "idle-detection",
            "local-fonts",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "publickey-credentials-get",
            "screen-wake-lock",
            "serial",
            "usb",
        )
    ),
}
# Where a voice is recorded, and listened to before it is sent.
_RECORDING = _HEADERS | {
    _POLICY: f"{_HEADERS[_POLICY]}; media-src blob:",
    _FEATURES: _HEADERS[_FEATURES].replace("microphone=()", "microphone=(self)"),
}


def headers_of(path: str) -> Mapping[str, str]:
    """Return the headers that every answer to a request of `path` carries."""
    return _RECORDING if path == "/t" else _HEADERS
