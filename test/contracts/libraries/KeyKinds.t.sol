// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {KeyKinds} from "../../../contracts/libraries/KeyKinds.sol";
import {Test} from "../base/Test.sol";

contract KeyKindsTest is Test {
    function test_Ed25519AndX25519_Are32Bytes() external pure {
        _assertRange(1, 32, 32);
        _assertRange(2, 32, 32);
    }

    function test_Secp256k1AndP256_Are33Bytes() external pure {
        _assertRange(3, 33, 33);
        _assertRange(4, 33, 33);
    }

    function test_XWing_Is1216Bytes() external pure {
        _assertRange(5, 1_216, 1_216);
    }

    function test_MlKem768_Is1184Bytes() external pure {
        _assertRange(6, 1_184, 1_184);
    }

    function testFuzz_FreeKinds_Are1To2048Bytes(uint16 kind) external pure {
        _assertRange(1_000, 1, 2_048);
        _assertRange(type(uint16).max, 1, 2_048);
        _assertRange(uint16(bound(kind, 1_000, type(uint16).max)), 1, 2_048);
    }

    function test_AllOthers_AreUnknown() external pure {
        _assertRange(0, 0, 0);
        for (uint16 kind = 7; kind < 1_000; ++kind) _assertRange(kind, 0, 0);
    }

    /// @dev In bytes.
    function _assertRange(uint16 kind, uint256 min, uint256 max) private pure {
        (uint256 gotMin, uint256 gotMax) = KeyKinds.lengthRange(kind);
        vm.assertEq(gotMin, min);
        vm.assertEq(gotMax, max);
    }
}
