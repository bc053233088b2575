#include "vungphu/base/file.hpp"

#include <cerrno>
#include <filesystem>

#include <gtest/gtest.h>
#include <unistd.h>

namespace vungphu {
namespace {

namespace fs = std::filesystem;

class File : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "vungphu_file_XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name + "/";
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string folder_;
};

TEST_F(File, ComesBackAsItWasWritten) {
  const std::string path = folder_ + "Ấp Cái Rắn.bin";
  for (const std::string& content :
       {std::string(), std::string("a\0b\r\n", 5), std::string(1'000'000, 'z')}) {
    ASSERT_TRUE(write_file(path, content));
    EXPECT_EQ(read_file(path).value(), content);
    EXPECT_FALSE(fs::exists(path + ".part"));
  }
}

TEST_F(File, ReadingSaysWhatIsWrongWithThePath) {
  EXPECT_EQ(read_file(folder_ + "none").error().code, "base.file_missing");
  EXPECT_EQ(read_file(folder_ + "none").error().args, (Args{{"path", folder_ + "none"}}));
  EXPECT_EQ(read_file(folder_).error().code, "base.is_directory");
}

TEST_F(File, WhatCannotBeWrittenLeavesTheOldAsItWasAndNoPartBehind) {
  const std::string path = folder_ + "taken";
  fs::create_directory(path);
  const auto status = write_file(path, "new");
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, "base.is_directory");
  EXPECT_TRUE(fs::is_directory(path));
  EXPECT_FALSE(fs::exists(path + ".part"));
}

TEST_F(File, AnErrorNamesThePathThatWasAskedFor) {
  const std::string path = folder_ + "no/such/folder.json";
  EXPECT_EQ(write_file(path, "x").error().args, (Args{{"path", path}}));
}

TEST_F(File, IsPublishedUnderItsNameOnce) {
  ASSERT_TRUE(write_file(folder_ + "a.tmp", "whole"));
  ASSERT_TRUE(write_file(folder_ + "a", "old"));
  ASSERT_TRUE(publish_file(folder_ + "a.tmp", folder_ + "a"));
  EXPECT_EQ(read_file(folder_ + "a").value(), "whole");
  EXPECT_FALSE(fs::exists(folder_ + "a.tmp"));
  EXPECT_EQ(publish_file(folder_ + "a.tmp", folder_ + "a").error().code, "base.file_missing");
}

TEST_F(File, MayStandInTheCurrentFolder) {
  const fs::path before = fs::current_path();
  fs::current_path(folder_);
  EXPECT_TRUE(write_file("bare", "x"));
  fs::current_path(before);
  EXPECT_EQ(read_file(folder_ + "bare").value(), "x");
}

TEST(IoError, NamesWhatAPersonCanDoSomethingAbout) {
  EXPECT_EQ(io_error("p", ENOSPC).code, "base.no_space");
  EXPECT_EQ(io_error("p", EDQUOT).code, "base.no_space");
  EXPECT_EQ(io_error("p", EACCES).code, "base.permission");
  EXPECT_EQ(io_error("p", EROFS).code, "base.permission");
  EXPECT_EQ(io_error("p", ENOTDIR).code, "base.file_missing");
  EXPECT_EQ(io_error("p", EIO).code, "base.io");
  EXPECT_EQ(io_error("p", EIO).args, (Args{{"path", "p"}, {"reason", "Input/output error"}}));
}

TEST(IoError, AFullDiskIsSaidSo) {
  // /dev/full takes every open and refuses every byte; reached as the ".part" of a name that points to it.
  const std::string path = testing::TempDir() + "vungphu_full_" + std::to_string(::getpid());
  ASSERT_EQ(::symlink("/dev/full", (path + ".part").c_str()), 0);
  const auto status = write_file(path, "x");
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, "base.no_space");
  EXPECT_FALSE(fs::exists(fs::symlink_status(path + ".part")));
}

}  // namespace
}  // namespace vungphu
