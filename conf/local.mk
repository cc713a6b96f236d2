## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
# Examples: nothing is installed as live configuration, because what a bench
# serves, and where, is the operator's decision.
examplesdir = $(docdir)/examples
dist_examples_DATA = conf/bench.ini \
	conf/examples/logrotate.conf \
	conf/examples/mosquitto.acl \
	conf/examples/mosquitto.conf \
	conf/examples/node-exporter.conf \
	conf/examples/rsyslog-bench.conf \
	conf/examples/rsyslog-centre.conf \
	conf/examples/rsyslog-elasticsearch.conf

# Units with the folders that configure was given.
UNITS = packaging/netrecover@.service packaging/netrecover-user@.service
examples_DATA = $(UNITS)
EXTRA_DIST += $(UNITS:=.in)
CLEANFILES += $(UNITS)
UNIT_EDIT = $(AM_V_GEN)$(MKDIR_P) packaging && $(SED) -e 's|[@]sbindir@|$(sbindir)|g' \
	-e 's|[@]sysconfdir@|$(sysconfdir)|g' -e 's|[@]NR_USER@|$(NR_USER)|g' $(srcdir)/$@.in >$@.new && mv -f $@.new $@
packaging/netrecover@.service: packaging/netrecover@.service.in Makefile
	$(UNIT_EDIT)
packaging/netrecover-user@.service: packaging/netrecover-user@.service.in Makefile
	$(UNIT_EDIT)

# Completions ask the program for the words, so there is nothing to generate.
bashcompletiondir = $(datadir)/bash-completion/completions
zshcompletiondir = $(datadir)/zsh/site-functions
fishcompletiondir = $(datadir)/fish/vendor_completions.d
dist_bashcompletion_DATA = conf/completion/bash/netrecover
dist_zshcompletion_DATA = conf/completion/_netrecover
dist_fishcompletion_DATA = conf/completion/netrecover.fish
