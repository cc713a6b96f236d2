## SPDX-License-Identifier: GPL-3.0-or-later
## Copyright (C) 2026 the netrecover contributors
core_libcore_la_SOURCES += \
	%D%/collected.c \
	%D%/collected.h \
	%D%/cursor.c \
	%D%/cursor.h \
	%D%/fleet.c \
	%D%/fleet.h \
	%D%/road.c \
	%D%/road.h

# A program of its own, without rights: libmosquitto is not linked with what serves phones.
if MOSQUITTO
pkglibexec_PROGRAMS += netrecover-mqtt
endif
EXTRA_PROGRAMS += netrecover-mqtt
netrecover_mqtt_SOURCES = \
	%D%/broker.c \
	%D%/broker.h \
	%D%/listener.c \
	%D%/listener.h \
	%D%/mqtt.c \
	%D%/teller.c \
	%D%/teller.h
netrecover_mqtt_CPPFLAGS = $(core_libcore_la_CPPFLAGS) $(MOSQUITTO_CFLAGS)
netrecover_mqtt_LDADD = core/libcore.la $(MOSQUITTO_LIBS)

EXTRA_DIST += %D%/README.md
