core_libcore_la_SOURCES += \
	%D%/answer.c \
	%D%/cnfxml.c \
	%D%/cnfxml.h \
	%D%/control.c \
	%D%/control.h \
	%D%/idle.c \
	%D%/instance.c \
	%D%/pickup.c \
	%D%/pickup.h \
	%D%/reset.c \
	%D%/status.c
