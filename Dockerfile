# The command with what work over a queue needs: docker build -t krarup .
FROM node:20-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build --silent && mkdir out && npm pack --ignore-scripts --pack-destination out
RUN npm install --global --prefix /opt/krarup --ignore-scripts --no-audit --no-fund ./out/*.tgz bullmq@6.7.0 ioredis@5.9.3

FROM node:20-slim
COPY --from=build /opt/krarup /opt/krarup
ENV PATH=/opt/krarup/bin:$PATH
USER node
WORKDIR /data
ENTRYPOINT ["krarup"]
CMD ["--help"]
