// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ISigned} from "../../../contracts/interfaces/ISigned.sol";
import {SignatureTest} from "../base/SignatureTest.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";

/// @title {SignatureTest} for PostOffice
abstract contract OfficeSignatureTest is PostOfficeTest, SignatureTest {
    function target() internal view override returns (ISigned) {
        return office;
    }

    function domainNames() internal pure override returns (string memory own, string memory other) {
        return ("Pennypost PostOffice", "Pennypost InboxRegistry");
    }
}
