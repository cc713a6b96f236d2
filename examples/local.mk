## SPDX-License-Identifier: ISC
## Copyright (C) 2026 the netrecover contributors
# Plugins out of tree: a packager's folder of examples, and what stories build.
example_plugins = examples/README.md examples/Makefile examples/nortel.c examples/polycom.c examples/snom-720.ini examples/snom.c examples/unistim.c
pluginexamplesdir = $(docdir)/examples/plugins
dist_pluginexamples_DATA = $(example_plugins)
