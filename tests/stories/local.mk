# Stories: the program and simulated phones in namespaces of their own.
STORIES = \
	tests/stories/bad-input.sh \
	tests/stories/capture.sh \
	tests/stories/demo.sh \
	tests/stories/fetch.sh \
	tests/stories/first-phone.sh \
	tests/stories/guard.sh \
	tests/stories/held.sh \
	tests/stories/identify.sh \
	tests/stories/import-killed.sh \
	tests/stories/loss.sh \
	tests/stories/missing.sh \
	tests/stories/no-cdp.sh \
	tests/stories/quirks.sh \
	tests/stories/refused.sh \
	tests/stories/restart.sh \
	tests/stories/sccp.sh \
	tests/stories/six-phones.sh \
	tests/stories/stranger.sh \
	tests/stories/unknown-load.sh \
	tests/stories/wiped.sh
TESTS += $(STORIES)
EXTRA_DIST += $(STORIES) tests/stories/lib.sh
