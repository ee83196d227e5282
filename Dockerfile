# The command with what work over a queue needs: docker build -t krarup .
FROM node:20-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build --silent && mkdir out && npm pack --ignore-scripts --pack-destination out

FROM node:20-slim
COPY --from=build /build/out/ /tmp/package/
RUN npm install --global --ignore-scripts --no-audit --no-fund /tmp/package/*.tgz bullmq@6.7.0 ioredis@5.9.3 \
    && rm -rf /tmp/package /root/.npm
USER node
WORKDIR /work
ENTRYPOINT ["krarup"]
CMD ["--help"]
