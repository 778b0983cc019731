// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILedger} from "./ILedger.sol";
import {IMailings} from "./IMailings.sol";
import {IStamps} from "./IStamps.sol";
import {ITerms} from "./ITerms.sol";

/// @title PostOffice: all the money of Pennypost
/// @notice Ledger, terms and consents, stamps and mailings, in one immutable contract. No owner, no pause, no upgrade, no fee:
/// nobody can freeze an inbox or touch money in escrow.
interface IPostOffice is ILedger, ITerms, IStamps, IMailings {}
