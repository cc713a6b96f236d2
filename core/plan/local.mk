core_libcore_la_SOURCES += \
	%D%/hardware.c \
	%D%/hardware.h \
	%D%/needs.c \
	%D%/needs.h \
	%D%/planner.c \
	%D%/planner.h \
	%D%/stock.c \
	%D%/stock.h \
	%D%/xmldefault.c \
	%D%/xmldefault.h
