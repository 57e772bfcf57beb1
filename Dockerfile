# The portal as one image: `docker compose up --build`. Settings come from the environment, see .env.example.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data \
    RELEASE_MANIFEST=/srv/release.sha256

RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin portal

WORKDIR /srv/portal
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt

# The static files are the image's, compressed once; uploads and counts of views are volumes beside them. The key is
# for this step alone: a server on a shared database does not start without one of its own.
COPY . .
RUN SECRET_KEY=for-this-step-alone-for-this-step-alone python manage.py prepare --statics \
    && python scripts/release_manifest.py /srv/release.sha256 \
    && mkdir -p /data/media /data/tally /data/uploads \
    && chown -R 10001 /data \
    && chmod -R go+rX .

USER 10001
VOLUME ["/data/media", "/data/tally", "/data/uploads"]
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/readyz', timeout=2)"]
CMD ["sh", "-c", "python manage.py prepare && exec python manage.py serve"]
