# nianbao with all that it needs: Chinese fonts for pages without their own, LibreOffice for .doc, PostgreSQL's client for
# deploy/backup. Not run as root.
#   docker build -t nianbao .
FROM node:20-bookworm-slim AS build
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json ./
COPY scripts scripts
# Scripts of packages are not run, but for the one that compiles; the project's own would build what is not there yet.
RUN npm ci --ignore-scripts && npm rebuild better-sqlite3
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY workers workers
# What only developing needs goes; the packages of the fleet, which are optional elsewhere, stay.
RUN npm run build && node scripts/fleet-dependencies.js && npm prune --omit=dev --ignore-scripts

FROM node:20-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends fontconfig fonts-noto-cjk libreoffice-writer-nogui libreoffice-calc-nogui postgresql-client \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist/src dist/src
COPY --from=build /app/dist/web dist/web
COPY --from=build /app/dist/workers dist/workers
COPY --from=build /app/dist/node_modules dist/node_modules
COPY --from=build /app/dist/native dist/native
COPY deploy deploy
RUN ln -s /app/dist/src/cli/main.js /usr/local/bin/nianbao && chmod +x dist/src/cli/main.js
ENV NODE_ENV=production LANG=C.UTF-8
USER node
WORKDIR /home/node
ENTRYPOINT ["nianbao"]
CMD ["--help"]
