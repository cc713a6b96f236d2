# thirdparty
