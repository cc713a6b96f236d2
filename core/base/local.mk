core_libcore_la_SOURCES += \
	%D%/child.c \
	%D%/child.h \
	%D%/clock.c \
	%D%/clock.h \
	%D%/code.c \
	%D%/code.h \
	%D%/command.c \
	%D%/command.h \
	%D%/disk.c \
	%D%/disk.h \
	%D%/file_name.c \
	%D%/file_name.h \
	%D%/finding.c \
	%D%/finding.h \
	%D%/journal.c \
	%D%/journal.h \
	%D%/list.c \
	%D%/list.h \
	%D%/log.c \
	%D%/log.h \
	%D%/nearest.c \
	%D%/nearest.h \
	%D%/output.c \
	%D%/output.h \
	%D%/pool.c \
	%D%/pool.h
EXTRA_DIST += %D%/README.md
