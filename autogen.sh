#!/bin/sh
# Make the build system from its sources; needs autoconf, automake, libtool and pkg-config.
cd "$(dirname "$0")" && exec autoreconf --force --install --warnings=all
