# vungphu_module(NAME [DEPS module…] [PRIVATE target…] [HEADERS file…] SOURCES file…)
#
# One static library a module. HEADERS are looked up in include/vungphu/NAME, SOURCES in the folder that calls.
# DEPS are modules whose headers this module's headers or sources may include; PRIVATE are third parties that no
# other module sees. Every public header must compile alone (target all_verify_interface_header_sets).
function(vungphu_module NAME)
  cmake_parse_arguments(ARG "" "" "DEPS;PRIVATE;HEADERS;SOURCES" ${ARGN})
  set(target vungphu_${NAME})
  add_library(${target} STATIC ${ARG_SOURCES})
  add_library(vungphu::${NAME} ALIAS ${target})
  set(headers "")
  foreach(header IN LISTS ARG_HEADERS)
    list(APPEND headers ${CMAKE_SOURCE_DIR}/include/vungphu/${NAME}/${header})
  endforeach()
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR}/include FILES ${headers})
  set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  foreach(dep IN LISTS ARG_DEPS)
    target_link_libraries(${target} PUBLIC vungphu::${dep})
  endforeach()
  target_link_libraries(${target} PRIVATE ${ARG_PRIVATE})
endfunction()

# vungphu_test(NAME [LABELS label…] [DEPS module…] [PRIVATE target…] SOURCES file…): one GoogleTest program of name NAME.
function(vungphu_test NAME)
  cmake_parse_arguments(ARG "" "" "LABELS;DEPS;PRIVATE;SOURCES" ${ARGN})
  add_executable(${NAME} ${ARG_SOURCES})
  foreach(dep IN LISTS ARG_DEPS)
    target_link_libraries(${NAME} PRIVATE vungphu::${dep})
  endforeach()
  target_link_libraries(${NAME} PRIVATE ${ARG_PRIVATE} GTest::gmock GTest::gtest_main)
  target_include_directories(${NAME} PRIVATE ${CMAKE_SOURCE_DIR}/tests)
  add_test(NAME ${NAME} COMMAND ${NAME} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${NAME} PROPERTIES LABELS "${ARG_LABELS}" ENVIRONMENT
    "VUNGPHU_PROGRAM=$<IF:$<TARGET_EXISTS:vungphu>,${CMAKE_BINARY_DIR}/vungphu,>")
endfunction()

# vungphu_program_test(SUITE name…): tests/SUITE/test_<name>.py against the program, with Debian's Python (its shapely, pyproj and
# jsonschema are the other way that the program is held against).
function(vungphu_program_test SUITE)
  find_program(VUNGPHU_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
  foreach(name IN LISTS ARGN)
    add_test(NAME ${SUITE}_${name} COMMAND ${VUNGPHU_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/test_${name}.py -v
             WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${SUITE}_${name} PROPERTIES LABELS program TIMEOUT 900
                         ENVIRONMENT "VUNGPHU_PROGRAM=${CMAKE_BINARY_DIR}/vungphu")
  endforeach()
endfunction()
