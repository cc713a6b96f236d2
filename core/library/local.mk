core_libcore_la_SOURCES += \
	%D%/container.c \
	%D%/container.h \
	%D%/image_check.c \
	%D%/import.c \
	%D%/library.c \
	%D%/library.h \
	%D%/load_list.c \
	%D%/loads.c \
	%D%/loads.h \
	%D%/payload.c \
	%D%/payload.h \
	%D%/scan.c \
	%D%/scan.h \
	%D%/sigcache.c \
	%D%/sigcache.h \
	%D%/signature.c \
	%D%/signature.h \
	%D%/signing_keys.c \
	%D%/stage.c \
	%D%/stage.h \
	%D%/store.c \
	%D%/tree.c \
	%D%/tree.h \
	%D%/unpack.c \
	%D%/verify.c
