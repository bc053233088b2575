# Flags that hold for every target, each with its reason.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual)
# Same inputs, same digits (docs/methodology.md): a*b+c is never fused behind our back.
add_compile_options(-ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 warns of overlapping memory in std::string::assign (GCC bug 105651) and of uninitialised members of std::variant,
  # std::optional and std::regex (GCC bug 105562) where there are none.
  add_compile_options(-Wno-restrict -Wno-maybe-uninitialized)
endif()
if(VUNGPHU_WERROR)
  add_compile_options(-Werror)
endif()
if(VUNGPHU_SANITIZE)
  add_compile_options(-fsanitize=${VUNGPHU_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${VUNGPHU_SANITIZE})
endif()
if(VUNGPHU_FUZZ)  # every module is instrumented; the targets alone get libFuzzer's main()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(VUNGPHU_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()

# ccache and mold make a rebuild pleasant; the build does not need them.
find_program(VUNGPHU_CCACHE ccache)
if(VUNGPHU_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${VUNGPHU_CCACHE})
endif()
find_program(VUNGPHU_MOLD mold)
if(VUNGPHU_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
