# The phones before and beside the Java phones: one module each over three families.
noinst_LTLIBRARIES += plugins/models/libdigits79.la plugins/models/libdated79.la \
	plugins/models/libplain79.la
plugins_models_libdigits79_la_SOURCES = plugins/models/digits79.c plugins/models/digits79.h \
	plugins/models/legacy.h
plugins_models_libdated79_la_SOURCES = plugins/models/dated79.c plugins/models/dated79.h \
	plugins/models/legacy.h
plugins_models_libplain79_la_SOURCES = plugins/models/plain79.c plugins/models/plain79.h \
	plugins/models/legacy.h

model_LTLIBRARIES += \
	plugins/models/cisco-7902.la \
	plugins/models/cisco-7905.la \
	plugins/models/cisco-7910.la \
	plugins/models/cisco-7912.la \
	plugins/models/cisco-7914.la \
	plugins/models/cisco-7915-12.la \
	plugins/models/cisco-7915-24.la \
	plugins/models/cisco-7916-12.la \
	plugins/models/cisco-7916-24.la \
	plugins/models/cisco-7920.la \
	plugins/models/cisco-7921.la \
	plugins/models/cisco-7925.la \
	plugins/models/cisco-7926.la \
	plugins/models/cisco-7935.la \
	plugins/models/cisco-7936.la \
	plugins/models/cisco-7937.la \
	plugins/models/cisco-7940.la \
	plugins/models/cisco-7960.la \
	plugins/models/cisco-7985.la \
	plugins/models/cisco-ata186.la \
	plugins/models/cisco-ata188.la \
	plugins/models/cisco-ip-communicator.la

plugins_models_cisco_7902_la_SOURCES = plugins/models/cisco-7902.c
plugins_models_cisco_7902_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7902_la_LIBADD = plugins/models/libdated79.la

plugins_models_cisco_7905_la_SOURCES = plugins/models/cisco-7905.c
plugins_models_cisco_7905_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7905_la_LIBADD = plugins/models/libdated79.la

plugins_models_cisco_7910_la_SOURCES = plugins/models/cisco-7910.c
plugins_models_cisco_7910_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7910_la_LIBADD = plugins/models/libdigits79.la

plugins_models_cisco_7912_la_SOURCES = plugins/models/cisco-7912.c
plugins_models_cisco_7912_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7912_la_LIBADD = plugins/models/libdated79.la

plugins_models_cisco_7914_la_SOURCES = plugins/models/cisco-7914.c
plugins_models_cisco_7914_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7914_la_LIBADD = plugins/models/libdigits79.la

plugins_models_cisco_7915_12_la_SOURCES = plugins/models/cisco-7915-12.c
plugins_models_cisco_7915_12_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7915_12_la_LIBADD = plugins/models/libplain79.la

plugins_models_cisco_7915_24_la_SOURCES = plugins/models/cisco-7915-24.c
plugins_models_cisco_7915_24_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7915_24_la_LIBADD = plugins/models/libplain79.la

plugins_models_cisco_7916_12_la_SOURCES = plugins/models/cisco-7916-12.c
plugins_models_cisco_7916_12_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7916_12_la_LIBADD = plugins/models/libplain79.la

plugins_models_cisco_7916_24_la_SOURCES = plugins/models/cisco-7916-24.c
plugins_models_cisco_7916_24_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7916_24_la_LIBADD = plugins/models/libplain79.la

plugins_models_cisco_7920_la_SOURCES = plugins/models/cisco-7920.c
plugins_models_cisco_7920_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7920_la_LIBADD = plugins/models/libplain79.la

plugins_models_cisco_7921_la_SOURCES = plugins/models/cisco-7921.c
plugins_models_cisco_7921_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7921_la_LIBADD = plugins/models/libplain79.la

plugins_models_cisco_7925_la_SOURCES = plugins/models/cisco-7925.c
plugins_models_cisco_7925_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7925_la_LIBADD = plugins/models/libplain79.la

plugins_models_cisco_7926_la_SOURCES = plugins/models/cisco-7926.c
plugins_models_cisco_7926_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7926_la_LIBADD = plugins/models/libplain79.la

plugins_models_cisco_7935_la_SOURCES = plugins/models/cisco-7935.c
plugins_models_cisco_7935_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7935_la_LIBADD = plugins/models/libdigits79.la

plugins_models_cisco_7936_la_SOURCES = plugins/models/cisco-7936.c
plugins_models_cisco_7936_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7936_la_LIBADD = plugins/models/libplain79.la

plugins_models_cisco_7937_la_SOURCES = plugins/models/cisco-7937.c
plugins_models_cisco_7937_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7937_la_LIBADD = plugins/models/libplain79.la

plugins_models_cisco_7940_la_SOURCES = plugins/models/cisco-7940.c
plugins_models_cisco_7940_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7940_la_LIBADD = plugins/models/libdigits79.la

plugins_models_cisco_7960_la_SOURCES = plugins/models/cisco-7960.c
plugins_models_cisco_7960_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7960_la_LIBADD = plugins/models/libdigits79.la

plugins_models_cisco_7985_la_SOURCES = plugins/models/cisco-7985.c
plugins_models_cisco_7985_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_7985_la_LIBADD = plugins/models/libplain79.la

plugins_models_cisco_ata186_la_SOURCES = plugins/models/cisco-ata186.c
plugins_models_cisco_ata186_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_ata186_la_LIBADD = plugins/models/libdated79.la

plugins_models_cisco_ata188_la_SOURCES = plugins/models/cisco-ata188.c
plugins_models_cisco_ata188_la_LDFLAGS = $(MODULE_LINK)
plugins_models_cisco_ata188_la_LIBADD = plugins/models/libdated79.la

plugins_models_cisco_ip_communicator_la_SOURCES = plugins/models/cisco-ip-communicator.c plugins/models/legacy.h
plugins_models_cisco_ip_communicator_la_LDFLAGS = $(MODULE_LINK)
