// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Test} from "./Test.sol";

/// @title The people of our tests
/// @notice Alice receives, Bob writes, Carol carries nothing and owns nothing yet, Mallory has no right to anything.
abstract contract Actors is Test {
    Account internal alice = makeAccount("alice");
    Account internal bob = makeAccount("bob");
    Account internal carol = makeAccount("carol");
    Account internal mallory = makeAccount("mallory");
}
