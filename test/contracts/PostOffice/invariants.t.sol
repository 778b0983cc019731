// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {IInboxRegistry} from "../../../contracts/interfaces/IInboxRegistry.sol";
import {IWholePostOffice} from "./IWholePostOffice.sol";
import {PostOfficeTest} from "./PostOfficeTest.sol";
import {PostOfficeTrespasser} from "./PostOfficeTrespasser.sol";

/// @title A few people with every kind of token, or many with the quiet ones, who do anything in any order
/// @dev In this file because Hardhat knows only the contracts of the files that it is asked to run.
contract PostOfficeHandler is PostOfficeTrespasser {
    constructor(
        IInboxRegistry registry_,
        IWholePostOffice office_,
        uint256 people,
        uint256 inboxes,
        bool isQuiet
    ) PostOfficeTrespasser(registry_, office_) {
        _permitted = IERC20Permit(deployArtifact("MockPermitToken", ""));
        _authorized = deployArtifact("MockAuthorizationToken", "");
        mayLeap = !isQuiet;
        address[] memory tokens = new address[](isQuiet ? 4 : 6);
        (tokens[0], tokens[1], tokens[2]) = (NATIVE, address(_permitted), _authorized);
        tokens[3] = deployArtifact("MockNoReturnToken", "");
        if (!isQuiet) (tokens[4], tokens[5]) = (address(_moody), address(_hostile));
        _populate(people, inboxes, tokens);
    }
}

/// @notice The invariants of contracts.md 3.5, by their numbers. Each campaign ends with all of them, and with everybody
/// taking out everything.
contract PostOfficeInvariantsTest is PostOfficeTest {
    PostOfficeHandler private _handler;
    bytes4[] private _actions;

    function setUp() public override {
        super.setUp();
        _handler = new PostOfficeHandler(registry, office, 8, 3, false);
        _actions = [
            _handler.deposit.selector,
            _handler.depositWithPermit.selector,
            _handler.depositWithAuthorization.selector,
            _handler.withdraw.selector,
            _handler.withdrawFor.selector,
            _handler.useNonce.selector,
            _handler.transfer.selector,
            _handler.approve.selector,
            _handler.setOperator.selector,
            _handler.transferFrom.selector,
            _handler.forceIn.selector,
            _handler.changeMood.selector,
            _handler.letTimePass.selector,
            _handler.setTerms.selector,
            _handler.setConsents.selector,
            _handler.setPayout.selector,
            _handler.changeWallets.selector,
            _handler.post.selector,
            _handler.postMany.selector,
            _handler.postFor.selector,
            _handler.postFrom.selector,
            _handler.voidStamps.selector,
            _handler.admit.selector,
            _handler.collect.selector,
            _handler.collectAsRelay.selector,
            _handler.returnToSender.selector,
            _handler.settleFor.selector,
            _handler.expire.selector,
            _handler.settleAgain.selector,
            _handler.openMailing.selector,
            _handler.admitMailing.selector,
            _handler.collectMail.selector,
            _handler.collectMailFor.selector,
            _handler.closeMailing.selector,
            _handler.trespassOnBalances.selector,
            _handler.trespassOnApprovals.selector,
            _handler.trespassOnInboxes.selector,
            _handler.trespassOnStamps.selector,
            _handler.mistimeStamps.selector,
            _handler.answerTwice.selector,
            _handler.trespassOnMailings.selector,
            _handler.mistimeMailings.selector,
            _handler.closeTwice.selector,
            _handler.reenter.selector,
            _handler.lie.selector
        ];
        targetSelector(address(_handler), _actions);
    }

    function invariant_1_Solvent() public view {
        _handler.checkSolvency();
    }

    function invariant_2_3_4_5_6_StampsAndMailingsAreAsMeant() public view {
        _handler.checkStamps(0, type(uint256).max);
        _handler.checkMailings(0, type(uint256).max);
    }

    function invariant_7_8_12_EveryoneHasWhatWasMeant() public view {
        _handler.checkEveryone();
    }

    /// @dev At the end of each run of each campaign.
    function afterInvariant() public {
        _handler.checkSolvency();
        _handler.checkEveryone();
        _handler.checkStamps(0, type(uint256).max);
        _handler.checkMailings(0, type(uint256).max);
        _handler.checkEscrow();
        _handler.withdrawEverything();
        _handler.calmDown();
        _handler.endEverything();
        _handler.withdrawEverything();
        _handler.checkEveryone();
    }

    /// @dev The invariants say nothing about what never happens: over 2,000 calls everything does, and often.
    function test_EveryActionSucceedsOften() public {
        uint256 seed = 1;
        for (uint256 i = 0; i < 2_000; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            bytes4 action = _actions[seed % _actions.length];
            Address.functionCall(address(_handler), abi.encodeWithSelector(action, seed));
        }
        for (uint256 i = 0; i < _actions.length; ++i) {
            vm.assertGe(_handler.done(_actions[i]), 10, vm.toString(bytes32(_actions[i])));
        }
        afterInvariant();
    }
}
