core_libcore_la_SOURCES += \
	%D%/belief.c \
	%D%/bench.h \
	%D%/course.c \
	%D%/download.c \
	%D%/news.c \
	%D%/patience.c \
	%D%/power.c \
	%D%/power.h \
	%D%/proof.c \
	%D%/reason.c \
	%D%/reason.h \
	%D%/recovery.c \
	%D%/recovery.h \
	%D%/registry.c \
	%D%/state.c \
	%D%/vlan.c
