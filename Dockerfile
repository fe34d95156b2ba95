# The api and the worker are one image: `start api`, `start worker`, or `start` for both in one process.
# Debian, not Alpine: Temporal's native worker needs glibc.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /baton
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build -- --release

# Apart from the build, so that a changed source does not install them again.
FROM ${NODE_IMAGE} AS dependencies
WORKDIR /baton
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --omit=dev --omit=optional

FROM ${NODE_IMAGE}
# Temporal's native client takes the certificates it trusts from the system.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /baton
COPY --from=dependencies /baton/node_modules ./node_modules
COPY --from=build /baton/package.json /baton/package-lock.json /baton/start.mjs /baton/build.mjs ./
COPY --from=build /baton/dist ./dist
USER node
EXPOSE 8080 9464
# Both roles answer here; METRICS_PORT is where a worker without an api does.
ENV METRICS_PORT=9464
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.METRICS_PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not npm: it passes no signal on, and SIGTERM is what lets running work be finished.
ENTRYPOINT ["node", "start.mjs"]
CMD ["start"]
