"""The web application: every page and API of the service is mounted here."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from db.engine import Database
from monitor.web.health import Pulse, verdict


def build_app(pulse: Callable[[], Pulse], desk: tuple[Database, Mapping[str, str]] | None = None) -> FastAPI:
    """The application. `pulse` tells how the service is when asked; with a desk that readers can reach (database and
    environment) it also serves the page behind the unsubscribe links."""
    app = FastAPI(title="Footprint", docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/healthz")
    def healthz() -> JSONResponse:
        status, body = verdict(pulse(), datetime.now(UTC))
        return JSONResponse(body, status)

    if desk is not None:
        from monitor.web.unsubscribe import unsubscribe_routes

        app.include_router(unsubscribe_routes(*desk))
    return app
