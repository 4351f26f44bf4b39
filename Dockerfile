# SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
# SPDX-License-Identifier: EUPL-1.2

# The image is what an archive of the release holds, and nothing else: no shell, no other user, no network needed.
#
#   docker build --tag lizenzlotse .
#   docker run --rm --network none --volume "$PWD:/work:ro" lizenzlotse check .

FROM golang:1.26 AS build
ARG TARGETARCH=amd64
WORKDIR /source
COPY . .
RUN go run ./cmd/internal/release -only "linux-$TARGETARCH" -out /release \
 && mkdir /out && tar -xzf "/release/"lizenzlotse-*.tar.gz -C /out --strip-components=1

FROM scratch
LABEL org.opencontainers.image.title="Lizenzlotse" \
      org.opencontainers.image.description="Checks which licences a piece of software is under, and what a policy says about them" \
      org.opencontainers.image.licenses="EUPL-1.2 AND CC-BY-4.0" \
      org.opencontainers.image.authors="The Lizenzlotse authors"
COPY --from=build /out /lizenzlotse
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["/lizenzlotse/lizenzlotse"]
CMD ["help"]
