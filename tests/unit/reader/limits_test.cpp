// Budgets as an administrator writes them.
#include "vungphu/reader/limits.hpp"

#include <gtest/gtest.h>

#include "reader/messages.hpp"
#include "support.hpp"

namespace vungphu::test {
namespace {

TEST(Limits, WhatIsNotNamedKeepsItsDefault) {
  const auto limits = reader::parse_limits(R"({"memory_mb": 3000, "rows": 20000000})");
  ASSERT_TRUE(limits);
  EXPECT_EQ(limits->memory_bytes, 3000ull << 20);
  EXPECT_EQ(limits->features, 20'000'000);
  EXPECT_EQ(limits->columns, 512u);
}

TEST(Limits, MistakesAreNamed) {
  EXPECT_EQ(error_code(reader::parse_limits("rows: 5")), "reader.limits_not_json");
  EXPECT_EQ(error_code(reader::parse_limits(R"({"row": 5})")), "reader.limits_unknown");
  for (const char* value : {"0", "-1", "1.5", "\"5\"", "99999999999999999999"})
    EXPECT_EQ(error_code(reader::parse_limits(std::string(R"({"rows": )") + value + "}")),
              "reader.limits_value")
        << value;
}

TEST(Limits, ReachTheWorker) {
  reader::Request request;
  request.limits = reader::parse_limits(R"({"archive_mb": 5, "archive_ratio": 7, "layers": 3})").value();
  const auto read = reader::parse_request(reader::to_json(request));
  ASSERT_TRUE(read);
  EXPECT_EQ(reader::limit_values(read->limits), reader::limit_values(request.limits));
}

TEST(Limits, AreKeptToByTheWorker) {
  TempFolder folder;
  const std::string path = folder.write("a.csv", "a,b\n1,x\n2,y\n");
  reader::Limits limits;
  limits.features = 1;
  EXPECT_EQ(error_code(reader::describe({.path = path, .format = "csv", .limits = limits})),
            "reader.too_many_rows");
}

}  // namespace
}  // namespace vungphu::test
