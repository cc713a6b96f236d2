# Examples: nothing is installed as live configuration, because what a bench
# serves, and where, is the operator's decision.
examplesdir = $(docdir)/examples
dist_examples_DATA = conf/bench.ini packaging/netrecover@.service
