// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {IInboxRegistry} from "./interfaces/IInboxRegistry.sol";
import {IPostOffice} from "./interfaces/IPostOffice.sol";
import {Mailings} from "./postoffice/Mailings.sol";
import {Stamps} from "./postoffice/Stamps.sol";
import {Terms} from "./postoffice/Terms.sol";

/// @title PostOffice
/// @dev The chapters: {Ledger} holds the money, {Terms} what inboxes ask, {Stamps} postage
/// for one letter, {Mailings} postage for many.
contract PostOffice is Stamps, Mailings, IPostOffice {
    constructor(IInboxRegistry registry_) Terms(registry_) EIP712("Pennypost PostOffice", "1") {}
}
