# Packages are installed in a stage of their own, so that the image holds no installer's leftovers.
FROM python:3.13.15-slim AS packages
RUN python -m venv /venv
# base.txt and what S3_BUCKET and SENTRY_DSN need
COPY requirements/extras.txt /tmp/extras.txt
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement /tmp/extras.txt


FROM python:3.13.15-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DEBUG=0 \
    DATA_DIR=/data \
    STATIC_ROOT=/app/static-collected \
    BIND_ADDRESS=0.0.0.0 \
    PORT=8000
RUN useradd --uid 10001 --create-home hub && install --directory --owner=hub --group=hub /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY . .
# Static files belong to the image, not to the volume. The settings want values here, and none of them is kept.
RUN SECRET_KEY=only-while-the-image-is-built-0123456789-abcdefghijklmn ALLOWED_HOSTS=localhost \
    DATA_DIR=/tmp/build python manage.py collectstatic --no-input --verbosity 0 && rm -r /tmp/build

USER hub
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s --retries=3 \
    CMD ["python", "-m", "hub.container_health"]
CMD ["sh", "-c", "python manage.py prepare && exec gunicorn --config gunicorn.conf.py"]
